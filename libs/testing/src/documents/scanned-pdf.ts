import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';

/** ISO 216 A4 in points of 1/72 inch. */
const A4 = { width: 595.28, height: 841.89 };
const POINTS_PER_MM = 72 / 25.4;

/** A picture on a page; lengths in millimetres from the top left corner. */
export interface PlacedPicture {
  /** Any format that sharp reads. */
  readonly image: Buffer;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/**
 * A PDF of A4 pages as a scanner's program makes it: JPEG pictures on white. Equal arguments give equal bytes.
 */
export async function scannedPdf(pages: readonly (readonly PlacedPicture[])[]): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  for (const pictures of pages) {
    const page = document.addPage([A4.width, A4.height]);
    for (const { image, left, top, width } of pictures) {
      const flat = await sharp(image).flatten({ background: '#fff' }).jpeg({ quality: 90 }).toBuffer();
      const embedded = await document.embedJpg(flat);
      const height = (width * embedded.height) / embedded.width;
      page.drawImage(embedded, {
        x: left * POINTS_PER_MM,
        y: A4.height - (top + height) * POINTS_PER_MM,
        width: width * POINTS_PER_MM,
        height: height * POINTS_PER_MM,
      });
    }
  }
  return Buffer.from(await document.save());
}
