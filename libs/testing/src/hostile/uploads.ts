import sharp from 'sharp';
import { declaredPng } from './png-header.js';
import { landscape, stillLife } from './scenes.js';

/** A file as a person, or somebody worse, might send it. */
export interface Upload {
  readonly name: string;
  /** What the sender claims. */
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Uploads that must be refused, or survived, by the part of the system that first decodes them. */
export const HOSTILE = {
  /** Plain text under a picture's name. */
  text: async (): Promise<Upload> =>
    jpegNamed('passport.jpg', Buffer.from('This is no picture.\n'.repeat(40))),

  empty: async (): Promise<Upload> => jpegNamed('empty.jpg', Buffer.alloc(0)),

  /** A valid header that declares 50,000 × 50,000 pixels in a tiny file. */
  declaredHuge: async (): Promise<Upload> => ({
    name: 'huge.png',
    contentType: 'image/png',
    bytes: declaredPng(50_000, 50_000),
  }),

  /** The first 40 % of a JPEG. */
  truncated: async (): Promise<Upload> => {
    const whole = await landscape();
    return jpegNamed('cut.jpg', whole.subarray(0, Math.floor(whole.length * 0.4)));
  },

  /** Decodes well, but holds neither a document nor a face. */
  landscape: async (): Promise<Upload> => jpegNamed('holiday.jpg', await landscape()),

  /** Round, skin-coloured things and no face. */
  faceless: async (): Promise<Upload> => jpegNamed('selfie.jpg', await stillLife()),

  /** A GIF of two frames. */
  animated: async (): Promise<Upload> => {
    const frames = await Promise.all(
      [landscape(), stillLife()].map(async (frame) =>
        sharp(await frame)
          .resize(320, 240)
          .png()
          .toBuffer(),
      ),
    );
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [200, 200] })
      .toBuffer();
    return { name: 'animated.gif', contentType: 'image/gif', bytes };
  },

  /** 64 × 64 pixels: a picture, but nothing can be read from it. */
  tiny: async (): Promise<Upload> =>
    jpegNamed(
      'tiny.jpg',
      await sharp(await landscape())
        .resize(64, 64)
        .jpeg()
        .toBuffer(),
    ),

  /** SVG under a PNG's name, with a reference to a file of the server. */
  scriptedSvg: async (): Promise<Upload> => ({
    name: 'card.png',
    contentType: 'image/png',
    bytes: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><script>fetch("/v1/files")</script>' +
        '<image href="file:///etc/passwd" width="900" height="600"/></svg>',
    ),
  }),

  /** A JPEG that is at the same time a ZIP archive and carries a script in a comment. */
  polyglot: async (): Promise<Upload> => {
    const picture = await stillLife();
    const script = Buffer.from('<html><script>alert(document.domain)</script></html>');
    const comment = Buffer.alloc(4);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(script.length + 2, 2);
    const emptyArchive = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
    const bytes = Buffer.concat([picture.subarray(0, 2), comment, script, picture.subarray(2), emptyArchive]);
    return jpegNamed('polyglot.jpg', bytes);
  },
} as const;

export type HostileKind = keyof typeof HOSTILE;

function jpegNamed(name: string, bytes: Buffer): Upload {
  return { name, contentType: 'image/jpeg', bytes };
}

/**
 * The same picture as a phone held sideways stores it: pixels turned a quarter anticlockwise, EXIF orientation 6
 * to turn them back, and metadata that must not survive an upload (maker, GPS position).
 */
export async function storedSideways(picture: Buffer): Promise<Buffer> {
  const upright = await sharp(picture).autoOrient().toBuffer();
  return sharp(upright)
    .rotate(-90)
    .withExif({
      IFD0: { Make: 'Specimen Phones', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 28/1 38/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
}
