import sharp from 'sharp';
import { selfie } from '../faces/face-picture.js';
import type { Person } from '../faces/people.js';

/** Drawn, not photographed: pictures of nobody that a person may send as a selfie. 1,200 × 1,200 JPEG each. */
export const ODD_SELFIES = {
  cartoon: () =>
    drawn(`<rect width="1200" height="1200" fill="#9fd6e8"/><circle cx="600" cy="620" r="380" fill="#ffd84a"/>
      <circle cx="470" cy="540" r="70" fill="#fff" stroke="#222" stroke-width="10"/><circle cx="480" cy="550" r="26"/>
      <circle cx="730" cy="540" r="70" fill="#fff" stroke="#222" stroke-width="10"/><circle cx="720" cy="550" r="26"/>
      <path d="M430 780Q600 930 770 780Z" fill="#b22" stroke="#222" stroke-width="10"/>`),
  dog: () =>
    drawn(`<rect width="1200" height="1200" fill="#7da06a"/>
      <path d="M300 420Q200 760 330 860L420 480ZM900 420Q1000 760 870 860L780 480Z" fill="#5a3a22"/>
      <ellipse cx="600" cy="600" rx="300" ry="330" fill="#a87446"/><ellipse cx="600" cy="790" rx="170" ry="150" fill="#d9b58c"/>
      <circle cx="490" cy="540" r="36" fill="#1c120b"/><circle cx="710" cy="540" r="36" fill="#1c120b"/>
      <ellipse cx="600" cy="710" rx="64" ry="46" fill="#18110d"/>
      <path d="M600 756V830Q560 880 510 850M600 830Q640 880 690 850" fill="none" stroke="#18110d" stroke-width="12"/>`),
  statue: () =>
    drawn(`<rect width="1200" height="1200" fill="#c9cdd2"/><path d="M300 1200Q360 960 600 960T900 1200Z" fill="#9b9a96"/>
      <rect x="520" y="820" width="160" height="200" fill="#93928e"/><ellipse cx="600" cy="560" rx="240" ry="330" fill="#b3b2ad"/>
      <path d="M360 520Q380 220 600 220T840 520Q760 340 600 340T360 520Z" fill="#8b8a86"/>
      <ellipse cx="510" cy="540" rx="50" ry="24" fill="#a09f9b"/><ellipse cx="690" cy="540" rx="50" ry="24" fill="#a09f9b"/>
      <path d="M600 540L570 690H630Z" fill="#a5a4a0"/><path d="M520 770Q600 800 680 770" fill="none" stroke="#8f8e8a" stroke-width="14"/>`),
} as const;

const GRID = { columns: 5, rows: 4, tile: 320 } as const;

/** Twenty faces side by side, of those people in turn. */
export async function crowd(people: readonly Person[]): Promise<Buffer> {
  const { columns, rows, tile } = GRID;
  const tiles = await Promise.all(
    Array.from({ length: columns * rows }, async (_, index) => ({
      input: await sharp(await selfie(people[index % people.length]!))
        .resize(tile, tile, { fit: 'cover', position: 'top' })
        .toBuffer(),
      left: (index % columns) * tile,
      top: Math.floor(index / columns) * tile,
    })),
  );
  return sharp({ create: { width: columns * tile, height: rows * tile, channels: 3, background: '#888' } })
    .composite(tiles)
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A panorama of 100 megapixels, 25,000 × 4,000: a sky over a plain. */
export function hugePanorama(): Promise<Buffer> {
  const sky = Buffer.from([150, 180, 220, 90, 120, 70]);
  return sharp(sky, { raw: { width: 1, height: 2, channels: 3 }, limitInputPixels: false })
    .resize(25_000, 4_000, { fit: 'fill' })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** Somebody's selfie at 64 × 64 pixels. */
export async function tinySelfie(person: Person): Promise<Buffer> {
  return sharp(await selfie(person))
    .resize(64, 64, { fit: 'cover' })
    .jpeg()
    .toBuffer();
}

/** A portrait enlarged, brightened and compressed anew: what a photograph of a document's own picture comes to. */
export function enlarged(portrait: Buffer): Promise<Buffer> {
  return sharp(portrait).resize(900).linear(1.1, 5).jpeg({ quality: 80 }).toBuffer();
}

function drawn(content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200">${content}</svg>`;
  return sharp(Buffer.from(svg)).flatten().jpeg({ quality: 90 }).toBuffer();
}
