import { useSignal } from '@preact/signals';
import { isVirtualCamera } from '../../capture/camera/open-camera.js';
import { useCamera } from '../../capture/camera/use-camera.js';
import { useFaceLight } from '../../capture/guidance/use-face-light.js';
import { readPicture, takePicture } from '../../capture/pictures/take-picture.js';
import { uploadPicture } from '../../capture/upload/upload-picture.js';
import { thisPlatform } from '../../device/in-app-browser.js';
import { refusalOf } from '../../session/session-store.js';
import { Button } from '../../ui/button.js';
import { FileButton } from '../../ui/file-button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { FaceViewfinder } from './face-viewfinder.js';

/** Takes and sends the picture of the face. */
export function SelfieCamera({ session, device }: ScreenProps) {
  const camera = useCamera('user');
  const light = useFaceLight(camera.video, camera.live.value);
  const unreadable = useSignal<string | null>(null);
  const fault = camera.fault.value;
  const page = shownPage(session);
  const encoding = {
    longest: page.selfie?.high_res_image_max_dimension ?? 1440,
    quality: page.selfie?.high_res_image_compression_quality ?? 0.92,
  };

  /** @param label what the device calls its camera; null for a file of the camera app's */
  async function send(picture: Blob, label: string | null) {
    const file = await session.withKey((key) =>
      uploadPicture(device, {
        picture,
        name: 'face.jpg',
        purpose: page.selfie?.file_purpose ?? 'identity_private',
        ownedBy: page.id,
        key,
      }),
    );
    if (!file.ok) {
      session.note({ refusal: refusalOf(file.problem) });
      return;
    }
    const taken =
      label === null
        ? { upload_method: 'file_upload' }
        : {
            upload_method: 'manual_capture',
            best_camera_lens_model: label,
            best_is_virtual_camera: isVirtualCamera(label),
          };
    await session.collect({ face: { best_high_res_image: file.value, ...taken } });
  }
  async function take() {
    const video = camera.video.current;
    if (video !== null) await send(await takePicture(video, encoding), camera.label.value);
  }
  async function useFile(file: File) {
    const picture = await readPicture(file, encoding);
    unreadable.value = typeof picture === 'string' ? say(`review.${picture}`) : null;
    if (typeof picture !== 'string') await send(picture, null);
  }
  const mayUseApp =
    fault !== null && !page.document_capture.require_live_capture && thisPlatform() !== 'desktop';
  return (
    <Frame session={session} title={say('selfie.title')}>
      <FaceViewfinder
        camera={camera}
        hint={say(light.value === null ? 'selfie.frame' : `hint.${light.value}`)}
      />
      {unreadable.value !== null && (
        <p class="alert" role="alert">
          {unreadable.value}
        </p>
      )}
      <div class="actions">
        {fault === null && (
          <Button disabled={!camera.live.value} onPress={take}>
            {say('capture.take')}
          </Button>
        )}
        {mayUseApp && <FileButton label={say('ready.native')} camera="user" onFile={useFile} />}
      </div>
    </Frame>
  );
}
