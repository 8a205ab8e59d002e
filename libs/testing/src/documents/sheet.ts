import sharp, { type OverlayOptions } from 'sharp';
import { type Frame, union } from './frame.js';
import type { Box, Drawing, FieldInk, FieldName, PrintZones } from './print-zones.js';

/** ID-1, the size of bank cards, TD1 identity cards and licences: 85.6 × 53.98 mm (ISO/IEC 7810). */
export const ID1 = { width: 85.6, height: 53.98, cornerRadius: 3.18 };

const DOTS_PER_MM = 300 / 25.4;

/** One side of a document before printing. Lengths in millimetres. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly cornerRadius: number;
  /** In millimetre coordinates, origin at the top left corner. */
  readonly drawing: Drawing;
  readonly portrait?: Frame;
  readonly ghost?: Frame;
  /** Picture of the holder; the frames stay blank without one. */
  readonly holder?: Buffer;
  /** A two-dimensional code, stretched onto its frame. */
  readonly symbol?: { readonly image: Buffer; readonly text: string; readonly frame: Frame };
}

/** One side, printed. */
export interface PrintedSheet {
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
  readonly zones: PrintZones;
}

interface Picture {
  readonly image: Buffer;
  readonly frame: Frame;
  /**
   * `portrait` fills the frame from the top, cropping; `ghost` does so small, faint and grey; `symbol` maps the
   * picture's edges onto the frame's.
   */
  readonly as: 'portrait' | 'ghost' | 'symbol';
}

/** Prints a sheet at 300 dpi as a PNG with alpha. */
export async function print(sheet: Sheet): Promise<PrintedSheet> {
  const width = dots(sheet.width);
  const height = dots(sheet.height);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"
    viewBox="0 0 ${sheet.width} ${sheet.height}"><defs><clipPath id="outline"><rect width="${sheet.width}"
    height="${sheet.height}" rx="${sheet.cornerRadius}"/></clipPath></defs>
    <g clip-path="url(#outline)">${sheet.drawing.map((piece) => (typeof piece === 'string' ? piece : piece.svg)).join('')}</g></svg>`;
  const image = await sharp(Buffer.from(svg))
    .composite(await Promise.all(picturesOf(sheet).map(place)))
    .png({ compressionLevel: 2 })
    .toBuffer();
  return { image, width, height, zones: zonesOf(sheet) };
}

function picturesOf({ portrait, ghost, holder, symbol }: Sheet): Picture[] {
  return [
    ...(portrait && holder ? [{ image: holder, frame: portrait, as: 'portrait' } as const] : []),
    ...(ghost && holder ? [{ image: holder, frame: ghost, as: 'ghost' } as const] : []),
    ...(symbol ? [{ ...symbol, as: 'symbol' } as const] : []),
  ];
}

function zonesOf({ drawing, portrait, ghost, symbol }: Sheet): PrintZones {
  const marks = new Map<FieldName, Pick<FieldInk, 'ink' | 'text'>[]>();
  for (const piece of drawing) {
    if (typeof piece === 'string') continue;
    marks.set(piece.field, [...(marks.get(piece.field) ?? []), piece]);
  }
  if (symbol) marks.set('barcode', [{ ink: symbol.frame, text: symbol.text }]);
  const entries = [...marks];
  return {
    portrait: portrait ? boxOf(portrait) : null,
    ghost: ghost ? boxOf(ghost) : null,
    fields: Object.fromEntries(
      entries.map(([field, ink]) => [field, boxOf(union(ink.map((mark) => mark.ink)))]),
    ),
    printed: Object.fromEntries(
      entries.map(([field, ink]) => [field, ink.map(({ text }) => text).join('\n')]),
    ),
  };
}

/** Pixels that a frame touches. */
function boxOf({ x, y, width, height }: Frame): Box {
  const left = Math.floor(x * DOTS_PER_MM);
  const top = Math.floor(y * DOTS_PER_MM);
  return {
    left,
    top,
    width: Math.ceil((x + width) * DOTS_PER_MM) - left,
    height: Math.ceil((y + height) * DOTS_PER_MM) - top,
  };
}

const dots = (millimetres: number) => Math.round(millimetres * DOTS_PER_MM);

async function place({ image, frame, as }: Picture): Promise<OverlayOptions> {
  const width = dots(frame.width);
  const height = dots(frame.height);
  const fitted = sharp(image).resize(
    width,
    height,
    as === 'symbol' ? { fit: 'fill', kernel: 'nearest' } : { fit: 'cover', position: 'top' },
  );
  const input =
    as === 'ghost'
      ? await sharp(await fitted.greyscale().png().toBuffer())
          .toColourspace('srgb')
          .ensureAlpha(0.35)
          .png()
          .toBuffer()
      : await fitted.toBuffer();
  return { input, left: dots(frame.x), top: dots(frame.y) };
}
