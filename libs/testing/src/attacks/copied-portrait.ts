import sharp from 'sharp';
import { captureAt } from '../capture/levels.js';
import { photograph } from '../capture/photograph.js';
import { onPhotograph } from '../forgeries/pixels.js';
import { recaptureScreen } from '../forgeries/recapture-screen.js';
import { landscape } from '../hostile/scenes.js';
import type { AttackKind, AttackScene, AttackVariant, Submission } from './attack.js';
import { collage, flatOf, photographed } from './photographed.js';

type Change = (picture: Buffer, scene: AttackScene) => Promise<Buffer>;

const variant = (name: string, source: Source, ...changes: readonly Change[]): AttackVariant => ({
  name,
  stage: async (scene): Promise<Submission> => {
    let selfie = await source(scene);
    for (const change of changes) selfie = await change(selfie, scene);
    return { ...(await scene.genuine()), selfie: await sharp(selfie).jpeg({ quality: 93 }).toBuffer() };
  },
});

type Source = (scene: AttackScene) => Promise<Buffer>;

/** The portrait cut out of a photograph of the document `width` pixels wide. */
const cutOut =
  (width: number): Source =>
  async ({ document: { front }, random }) => {
    const { portrait } = front.zones;
    if (!portrait) throw new RangeError('the document has no portrait');
    const photo = await photograph(front, { ...captureAt('clean', random.integer(1, 2 ** 31 - 1)), width });
    const quad = onPhotograph(portrait, front, photo);
    const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
    const [left, top] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
    const box = {
      left,
      top,
      width: Math.round(Math.max(...xs)) - left,
      height: Math.round(Math.max(...ys)) - top,
    };
    return sharp(photo.image).extract(box).png({ compressionLevel: 1 }).toBuffer();
  };

/** As `cutOut`, of an ordinary photograph. */
const cut = cutOut(1_600);
/** Of one taken from near. */
const closeUp = cutOut(2_600);
/** The file that was printed on the document. */
const original: Source = async ({ victim }) => victim.portrait;

const mirrored: Change = (picture) => sharp(picture).flop().png().toBuffer();
const brightened: Change = async (picture) =>
  sharp(await sharp(picture).linear(1.15, 8).jpeg({ quality: 60 }).toBuffer())
    .png()
    .toBuffer();
const enlarged: Change = (picture) => sharp(picture).resize({ width: 900, kernel: 'cubic' }).png().toBuffer();
const small: Change = (picture) => sharp(picture).resize({ width: 200 }).jpeg({ quality: 88 }).toBuffer();
const softened: Change = (picture) => sharp(picture).blur(1.4).png().toBuffer();
const sharpened: Change = (picture) => sharp(picture).sharpen({ sigma: 1.5 }).png().toBuffer();
const warm: Change = (picture) => sharp(picture).linear([1.12, 1, 0.86], [0, 0, 0]).png().toBuffer();
const flattened: Change = (picture) => sharp(picture).linear(0.7, 45).png().toBuffer();
const stretched: Change = async (picture) => {
  const { width, height } = await flatOf(picture);
  return sharp(picture)
    .resize(Math.round(width * 1.09), height, { fit: 'fill' })
    .png()
    .toBuffer();
};
const tilted: Change = (picture, { random }) =>
  sharp(picture)
    .rotate((random.next() < 0.5 ? -1 : 1) * random.between(4, 9), { background: '#c9c4bb' })
    .png()
    .toBuffer();
const trapezium: Change = async (picture, scene) => {
  const flat = await flatOf(await sharp(picture).ensureAlpha().png().toBuffer());
  return photographed({ ...scene, level: 'clean' }, flat, { width: 1_200, perspective: 0.16, fill: 0.95 });
};

/** The head before something else, with a soft border, and the whole framed as a selfie is. */
const elsewhere =
  (ground: 'landscape' | 'wall'): Change =>
  async (picture) => {
    const head = await sharp(picture).resize(620, 800, { fit: 'cover', position: 'top' }).png().toBuffer();
    const oval = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="800"><defs><radialGradient id="soft">
        <stop offset="0.88" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
        <ellipse cx="310" cy="400" rx="270" ry="400" fill="url(#soft)"/></svg>`,
    );
    const alone = await sharp(head)
      .ensureAlpha()
      .composite([{ input: oval, blend: 'dest-in' }])
      .png()
      .toBuffer();
    const under = ground === 'landscape' ? await landscape() : undefined;
    return collage({ width: 900, height: 1_200, colour: '#8c98a3', ...(under && { under }) }, [
      { picture: alone, left: 140, top: 220 },
    ]);
  };

/** The portrait with more wall around it, as a selfie has. */
const withRoom: Change = (picture) =>
  sharp(picture)
    .extend({ top: 120, bottom: 60, left: 120, right: 120, extendWith: 'mirror' })
    .png()
    .toBuffer();

const onScreen: Change = async (picture, { random }) =>
  recaptureScreen(await sharp(picture).resize({ width: 900 }).jpeg({ quality: 92 }).toBuffer(), random);

/** T6: the selfie is the document's own portrait, changed. */
export const copiedPortrait: AttackKind = {
  id: 'T6',
  title: 'the document’s own portrait, changed, as the selfie',
  target: 'selfie',
  variants: [
    variant('cut-out', cut, enlarged),
    variant('mirrored', cut, enlarged, mirrored),
    variant('mirrored-brightened', cut, enlarged, mirrored, brightened),
    variant('original-mirrored', original, mirrored),
    variant('original', original),
    variant('original-elsewhere', original, elsewhere('landscape')),
    variant('mirrored-elsewhere', original, mirrored, elsewhere('wall')),
    variant('cut-out-elsewhere', closeUp, elsewhere('wall')),
    variant('mirrored-small', cut, mirrored, small),
    variant('cut-out-small', cut, small),
    variant('mirrored-tilted', closeUp, mirrored, tilted, enlarged),
    variant('tilted', closeUp, tilted, enlarged),
    variant('mirrored-softened', closeUp, mirrored, softened, enlarged),
    variant('sharpened-warm', closeUp, sharpened, warm, enlarged),
    variant('mirrored-flattened', original, mirrored, flattened),
    variant('mirrored-stretched', closeUp, mirrored, stretched, enlarged),
    variant('stretched', original, stretched),
    variant('mirrored-from-the-side', original, mirrored, trapezium),
    variant('mirrored-with-room', closeUp, mirrored, withRoom, enlarged),
    variant('mirrored-on-a-screen', original, mirrored, onScreen),
    variant('on-a-screen-small', original, onScreen, small),
  ],
};
