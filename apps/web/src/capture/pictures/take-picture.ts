import { fitSize } from './fit-size.js';
import { type FileFault, nameFileFault } from './name-file-fault.js';

export interface Encoding {
  /** Longest side in pixels. */
  readonly longest: number;
  /** 0 to 1. */
  readonly quality: number;
}

/** A JPEG of what the source shows, upright and not mirrored. */
export async function takePicture(
  source: HTMLVideoElement | ImageBitmap,
  { longest, quality }: Encoding,
): Promise<Blob> {
  const [wide, high] =
    source instanceof HTMLVideoElement
      ? [source.videoWidth, source.videoHeight]
      : [source.width, source.height];
  const { width, height } = fitSize(wide, high, longest);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures');
  context.drawImage(source, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

/** A file of the person's as a JPEG that the API takes, or why it cannot be used. */
export async function readPicture(file: Blob, encoding: Encoding): Promise<Blob | FileFault> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const picture = await takePicture(bitmap, encoding);
    bitmap.close();
    return picture;
  } catch {
    const head = await file
      .slice(0, 12)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0));
    return nameFileFault(new Uint8Array(head), file.type);
  }
}
