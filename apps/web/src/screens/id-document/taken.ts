import { isVirtualCamera } from '../../capture/camera/open-camera.js';

/** A side of the document, as the API names the picture of it. */
export type Side = 'id_document_front' | 'id_document_back';

/** A picture that waits for the person's consent to it. */
export interface Taken {
  readonly picture: Blob;
  readonly method: 'auto_capture' | 'manual_capture' | 'file_upload';
  /** What the device calls its camera; null for a file. */
  readonly camera: string | null;
}

/** What the API takes down about the camera. */
export const cameraFields = (camera: string | null) =>
  camera === null ? {} : { camera_lens_model: camera, is_virtual_camera: isVirtualCamera(camera) };
