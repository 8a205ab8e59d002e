import { sharp } from '@idem/vision/image/sharp';

/** What may befall a picture between two uploads. */
export interface Alteration {
  readonly name: string;
  readonly apply: (picture: Buffer) => Promise<Buffer>;
}

const upright = (picture: Buffer) => sharp(picture).autoOrient();

const cropped = (percent: number): Alteration => ({
  name: `${percent} % cut off each side`,
  apply: async (picture) => {
    const { data, info } = await upright(picture).png().toBuffer({ resolveWithObject: true });
    const [left, top] = [info.width, info.height].map((side) => Math.round((side * percent) / 100)) as [
      number,
      number,
    ];
    const inside = { left, top, width: info.width - 2 * left, height: info.height - 2 * top };
    return sharp(data).extract(inside).jpeg({ quality: 80 }).toBuffer();
  },
});

/** Copies from the most to the least faithful; the last ones are not meant to be recognised. */
export const ALTERATIONS: readonly Alteration[] = [
  { name: 'JPEG quality 60', apply: (picture) => upright(picture).jpeg({ quality: 60 }).toBuffer() },
  {
    name: '640 px wide, JPEG 50',
    apply: (picture) => upright(picture).resize(640).jpeg({ quality: 50 }).toBuffer(),
  },
  {
    name: '15 % brighter',
    apply: (picture) => upright(picture).linear(1.15, 8).jpeg({ quality: 80 }).toBuffer(),
  },
  { name: 'grey', apply: (picture) => upright(picture).grayscale().jpeg({ quality: 80 }).toBuffer() },
  cropped(1),
  cropped(2),
  cropped(5),
  {
    name: 'turned by 1°',
    apply: (picture) => upright(picture).rotate(1, { background: '#888' }).jpeg({ quality: 80 }).toBuffer(),
  },
];
