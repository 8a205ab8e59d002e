import sharp, { type OverlayOptions } from 'sharp';

/** ID-1, the size of bank cards, TD1 identity cards and licences: 85.6 × 53.98 mm (ISO/IEC 7810). */
export const ID1 = { width: 85.6, height: 53.98, cornerRadius: 3.18 };

const DOTS_PER_MM = 300 / 25.4;

/** Where a portrait sits on a document, in millimetres. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One side of a document before printing. Lengths in millimetres. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly cornerRadius: number;
  /** SVG elements in millimetre coordinates, origin at the top left corner. */
  readonly drawing: string;
  readonly pictures: readonly Picture[];
}

export interface Picture {
  readonly image: Buffer;
  readonly frame: Frame;
  /** `cover` fills the frame from the top, cropping; `stretch` maps the picture's edges onto the frame's. */
  readonly fit?: 'cover' | 'stretch';
  /** A ghost image is a second, small and faint portrait in grey. */
  readonly ghost?: boolean;
}

/** Prints a sheet at 300 dpi as a PNG with alpha. */
export async function print(sheet: Sheet): Promise<{ image: Buffer; width: number; height: number }> {
  const width = dots(sheet.width);
  const height = dots(sheet.height);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"
    viewBox="0 0 ${sheet.width} ${sheet.height}"><defs><clipPath id="outline"><rect width="${sheet.width}"
    height="${sheet.height}" rx="${sheet.cornerRadius}"/></clipPath></defs>
    <g clip-path="url(#outline)">${sheet.drawing}</g></svg>`;
  const image = await sharp(Buffer.from(svg))
    .composite(await Promise.all(sheet.pictures.map(place)))
    .png({ compressionLevel: 2 })
    .toBuffer();
  return { image, width, height };
}

const dots = (millimetres: number) => Math.round(millimetres * DOTS_PER_MM);

async function place({ image, frame, ghost, fit }: Picture): Promise<OverlayOptions> {
  const width = dots(frame.width);
  const height = dots(frame.height);
  const fitted = sharp(image).resize(
    width,
    height,
    fit === 'stretch' ? { fit: 'fill', kernel: 'nearest' } : { fit: 'cover', position: 'top' },
  );
  const input = ghost
    ? await sharp(await fitted.greyscale().png().toBuffer())
        .toColourspace('srgb')
        .ensureAlpha(0.35)
        .png()
        .toBuffer()
    : await fitted.toBuffer();
  return { input, left: dots(frame.x), top: dots(frame.y) };
}

/** A picture in its frame, or nothing: a document without a portrait keeps a blank space. */
export function framed(image: Buffer | undefined, ...frames: (Frame & { ghost?: boolean })[]): Picture[] {
  if (image === undefined) return [];
  return frames.map(({ ghost = false, ...frame }) => ({ image, frame, ghost }));
}
