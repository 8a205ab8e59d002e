import sharp from 'sharp';
import { photograph } from '../capture/photograph.js';
import { text } from '../documents/outlines.js';
import { ID1, print } from '../documents/sheet.js';

/** A flat thing that can be photographed. */
interface Flat {
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
}

const PROSE = [
  'The ferry left the harbour a little after six, while the',
  'lamps along the quay were still burning. Nobody on deck',
  'spoke. A woman in a grey coat counted the gulls and lost',
  'count, and began again from one, as if the number might',
  'matter to somebody. Behind her the town grew small and',
  'then it was only a line of roofs between water and sky.',
  'By noon the wind had turned. The captain came down the',
  'narrow stairs with a sheet of paper in his hand, and read',
  'aloud the names of those who would go ashore at the next',
  'island, slowly, so that everyone could hear. There were',
  'eleven of them. The twelfth name had been crossed out,',
  'and he folded the paper twice before anyone could ask.',
] as const;

/** A page of a novel: print, and nothing of a document. */
export const bookPage = (): Promise<Flat> =>
  print({
    width: 110,
    height: 80,
    cornerRadius: 0,
    drawing: [
      `<rect width="110" height="80" fill="#f6f1e4"/>${PROSE.map((line, row) => text(line, 8, 10 + row * 5.6, 3)).join('')}`,
    ],
  });

/** The same page as light letters on a dark screen. */
export const screenOfText = (): Promise<Flat> =>
  print({
    width: 160,
    height: 90,
    cornerRadius: 0,
    drawing: [
      `<rect width="160" height="90" fill="#10151c"/>${PROSE.map((line, row) => text(line, 8, 10 + row * 6.4, 4, { fill: '#d6dde6' })).join('')}`,
    ],
  });

/** A closed passport: cover of a booklet, ID-3. */
export const passportCover = (): Promise<Flat> =>
  print({
    width: 125,
    height: 88,
    cornerRadius: 3.18,
    drawing: [
      `<rect width="125" height="88" fill="#5c1a26"/>
      <circle cx="62" cy="40" r="14" fill="none" stroke="#d8b45a" stroke-width="1.5"/>
      ${text('UTOPIA', 62, 16, 8, { font: 'bold', fill: '#d8b45a', anchor: 'middle' })}
      ${text('PASSPORT', 62, 76, 9, { font: 'bold', fill: '#d8b45a', anchor: 'middle' })}`,
    ],
  });

/** A payment card with the number that payment services publish for tests. */
export const paymentCard = (): Promise<Flat> =>
  print({
    ...ID1,
    drawing: [
      `<rect width="85.6" height="54" fill="#1d3f72"/>
      <rect x="8" y="16" width="11" height="8.5" rx="1.5" fill="#d3b878"/>
      ${text('UTOPIA BANK', 8, 9, 4.5, { font: 'bold', fill: '#fff' })}
      ${text('4242 4242 4242 4242', 8, 34, 5.4, { font: 'bold', fill: '#fff' })}
      ${text('VALID THRU 04/31', 34, 41, 2.6, { fill: '#fff' })}
      ${text('ANNA M ERIKSSON', 8, 48, 3.6, { fill: '#fff' })}`,
    ],
  });

/** A sheet of paper with nothing on it, as it comes out of a scanner. */
export const blankPaper = (): Promise<Buffer> =>
  sharp({ create: { width: 1654, height: 2339, channels: 3, background: '#fdfdfb' } })
    .jpeg({ quality: 90 })
    .toBuffer();

/** The lower half of a flat thing, as if the rest were folded away. */
export async function lowerHalf({ image, width, height }: Flat): Promise<Flat> {
  const top = Math.floor(height / 2);
  const half = await sharp(image)
    .extract({ left: 0, top, width, height: height - top })
    .png()
    .toBuffer();
  return { image: half, width, height: height - top };
}

/** Two flat things one below the other on one table, photographed together. */
export async function photographPair(first: Flat, second: Flat, seed = 2): Promise<Buffer> {
  const gap = Math.round(first.width * 0.12);
  const width = Math.max(first.width, second.width);
  const height = first.height + gap + second.height;
  const both = await sharp({
    create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .composite([
      { input: first.image, left: Math.floor((width - first.width) / 2), top: 0 },
      { input: second.image, left: Math.floor((width - second.width) / 2), top: first.height + gap },
    ])
    .png()
    .toBuffer();
  // Upright, two cards are higher than wide: the camera is held so, and its picture turned back.
  const turned = await sharp(both).rotate(90).png().toBuffer();
  const { image } = await photograph(
    { image: turned, width: height, height: width },
    { seed, width: 2400, fill: 0.92 },
  );
  return sharp(image).rotate(-90).jpeg({ quality: 90 }).toBuffer();
}

/** A scan of 100 megapixels, 10,000 × 10,000, in a few hundred kilobytes. */
export const hugeScan = (): Promise<Buffer> =>
  sharp({
    create: { width: 10_000, height: 10_000, channels: 3, background: '#f4f2ee' },
    limitInputPixels: false,
  })
    .jpeg({ quality: 60 })
    .toBuffer();
