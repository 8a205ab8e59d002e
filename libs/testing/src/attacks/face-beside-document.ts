import sharp from 'sharp';
import { captureAt } from '../capture/levels.js';
import { photograph } from '../capture/photograph.js';
import { project } from '../capture/project.js';
import { lay, onPhotograph, open, save } from '../forgeries/pixels.js';
import type { AttackKind, AttackScene, AttackVariant, Submission } from './attack.js';
import { photoPrint, telephone } from './other-fronts.js';
import { collage, type Flat, flatOf, photographed, worn } from './photographed.js';

const CANVAS = { width: 2_000, height: 1_500 } as const;

const variant = (name: string, front: (scene: AttackScene) => Promise<Buffer>): AttackVariant => ({
  name,
  stage: async (scene): Promise<Submission> => ({
    front: await front(scene),
    back: (await scene.genuine()).back,
    selfie: await scene.selfieOf(scene.attacker),
  }),
});

const resized = (picture: Buffer, size: { width?: number; height?: number }): Promise<Buffer> =>
  sharp(picture)
    .resize({ ...size, fit: 'inside' })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** The document cut out of the table, as held before a camera. */
const documentOf = async ({ document: { front } }: AttackScene, width: number): Promise<Buffer> =>
  resized(front.image, { width });

/** A selfie of the attacker, its height in pixels, at the left of the victim's document. */
const selfieAtLeft = (height: number) =>
  variant(`selfie-at-left-${height}`, async (scene) => {
    const face = await resized(await scene.snapshotOf(scene.attacker), { height });
    const { width } = await flatOf(face);
    const room = CANVAS.width - width - 80;
    const page = await documentOf(scene, Math.min(scene.random.integer(900, 1_200), room));
    const { height: pageHeight } = await flatOf(page);
    return worn(
      scene,
      await collage(CANVAS, [
        { picture: face, left: 20, top: (CANVAS.height - height) / 2 },
        {
          picture: page,
          left: width + 60,
          top: (CANVAS.height - pageHeight) / 2,
        },
      ]),
    );
  });

/** The attacker holds the victim's document into a picture of himself. */
const heldBy = (name: string, width: number, left: number, top: number) =>
  variant(name, async (scene) => {
    const under = await scene.snapshotOf(scene.attacker);
    const page = await documentOf(scene, width);
    return worn(scene, await collage({ width: 1_500, height: 2_000, under }, [{ picture: page, left, top }]));
  });

/** Something flat beside the document on one table, under one camera. */
async function table(
  scene: AttackScene,
  place: 'right' | 'left' | 'above' | 'below' | 'corner',
  thing: Flat,
): Promise<Buffer> {
  const page = scene.document.front;
  const gap = 40;
  const beside = place === 'left' || place === 'right';
  const width = beside ? page.width + gap + thing.width : Math.max(page.width, thing.width);
  const height = beside ? Math.max(page.height, thing.height) : page.height + gap + thing.height;
  const centred = (whole: number, part: number) => Math.round((whole - part) / 2);
  const spots = {
    right: [0, centred(height, page.height), page.width + gap, centred(height, thing.height)],
    left: [thing.width + gap, centred(height, page.height), 0, centred(height, thing.height)],
    above: [centred(width, page.width), thing.height + gap, centred(width, thing.width), 0],
    below: [centred(width, page.width), 0, centred(width, thing.width), page.height + gap],
    // Over the page's corner, so that a part of the page is covered.
    corner: [0, 0, page.width - thing.width, page.height - Math.round(thing.height * 0.8)],
  } as const;
  const [pageLeft, pageTop, left, top] = spots[place];
  const whole = place === 'corner' ? { width: page.width, height: page.height } : { width, height };
  const fitting =
    place === 'corner' ? await cropInto(thing, whole, left, top) : { image: thing.image, left, top };
  const image = await sharp({
    create: { ...whole, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .composite([
      { input: page.image, left: pageLeft, top: pageTop },
      { input: fitting.image, left: fitting.left, top: fitting.top },
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return photographed(scene, { image, ...whole }, { width: 2_000 });
}

async function cropInto(thing: Flat, whole: { width: number; height: number }, left: number, top: number) {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const image = await sharp(thing.image)
    .extract({
      left: 0,
      top: 0,
      width: Math.min(thing.width, whole.width - x),
      height: Math.min(thing.height, whole.height - y),
    })
    .png()
    .toBuffer();
  return { image, left: x, top: y };
}

/** A print of the attacker's photograph lies on the document's portrait when it is photographed. */
async function printOnPortrait(
  scene: AttackScene,
  { scale, turn }: { readonly scale: number; readonly turn: number },
): Promise<Buffer> {
  const { front } = scene.document;
  const { portrait } = front.zones;
  if (!portrait) throw new RangeError(`${scene.specimen.id} has no portrait`);
  const [width, height] = [Math.round(portrait.width * scale), Math.round(portrait.height * scale)];
  const paper = await sharp(scene.attacker.portrait)
    .resize(width, height, { fit: 'cover', position: 'top' })
    .ensureAlpha()
    .rotate(turn, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const size = await flatOf(paper);
  const left = Math.max(0, Math.round(portrait.left + (portrait.width - size.width) / 2));
  const top = Math.max(0, Math.round(portrait.top + (portrait.height - size.height) / 2));
  const shadow = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width + 8}" height="${size.height + 8}"><rect x="4" y="4"
      width="${size.width - 2}" height="${size.height - 2}" fill="#000" opacity="0.35"/></svg>`,
  );
  const image = await sharp(front.image)
    .composite([...(turn === 0 ? [{ input: shadow, left, top }] : []), { input: paper, left, top }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return photographed(scene, { ...front, image });
}

/** An editor lays the attacker's face, larger than the portrait, over a part of the photograph. */
async function faceOverPhotograph(scene: AttackScene): Promise<Buffer> {
  const { front } = scene.document;
  const photo = await photograph(front, captureAt(scene.level, scene.random.integer(1, 2 ** 31 - 1)));
  const portrait = front.zones.portrait ?? { left: 20, top: 20, width: 300, height: 380 };
  const larger = {
    left: Math.max(0, portrait.left - portrait.width * 0.3),
    top: Math.max(0, portrait.top - portrait.height * 0.3),
    width: portrait.width * 1.6,
    height: portrait.height * 1.6,
  };
  const pixels = await open(photo.image);
  const quad = onPhotograph(larger, front, photo);
  lay(pixels, (await project(scene.attacker.portrait, quad, photo.width, photo.height)).data);
  return save(pixels, scene.random.integer(78, 93));
}

const besidePrint = (name: string, place: Parameters<typeof table>[1], millimetres: number) =>
  variant(name, async (scene) => table(scene, place, await photoPrint(scene.attacker.portrait, millimetres)));

/** T2: the document is the victim's, and the attacker's face is larger than its portrait, or lies on it. */
export const faceBesideDocument: AttackKind = {
  id: 'T2',
  title: 'the attacker’s face beside or on the victim’s genuine document',
  target: 'document-and-selfie',
  variants: [
    selfieAtLeft(1_400),
    selfieAtLeft(1_000),
    selfieAtLeft(700),
    heldBy('held-before-the-chest', 900, 300, 1_250),
    heldBy('held-large-below-the-face', 1_350, 75, 1_120),
    heldBy('held-beside-the-face', 760, 740, 1_300),
    besidePrint('print-at-right', 'right', 45),
    besidePrint('print-at-left', 'left', 60),
    besidePrint('print-above', 'above', 55),
    besidePrint('print-below', 'below', 55),
    besidePrint('passport-photograph-at-right', 'right', 35),
    besidePrint('print-over-a-corner', 'corner', 40),
    variant('telephone-at-right', async (scene) =>
      table(scene, 'right', await telephone(scene.attacker.portrait)),
    ),
    variant('print-on-portrait', (scene) => printOnPortrait(scene, { scale: 1, turn: 0 })),
    variant('larger-print-on-portrait', (scene) => printOnPortrait(scene, { scale: 1.25, turn: 0 })),
    variant('tilted-print-on-portrait', (scene) =>
      printOnPortrait(scene, { scale: 1.08, turn: scene.random.between(2, 5) }),
    ),
    variant('small-print-on-portrait', (scene) => printOnPortrait(scene, { scale: 0.85, turn: 0 })),
    variant('edited-face-over-page', faceOverPhotograph),
    variant('page-lies-on-a-poster', async (scene) => {
      const under = await scene.snapshotOf(scene.attacker);
      const page = await documentOf(scene, 1_100);
      return worn(
        scene,
        await collage({ width: 2_000, height: 1_500, under }, [{ picture: page, left: 60, top: 700 }]),
      );
    }),
  ],
};
