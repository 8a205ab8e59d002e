import sharp from 'sharp';
import { recapturePrint } from '../forgeries/recapture-print.js';
import { recaptureScreen } from '../forgeries/recapture-screen.js';
import { headOf } from './another-photograph.js';
import type { AttackKind, AttackScene, AttackVariant, Submission } from './attack.js';
import { photoPrint, telephone } from './other-fronts.js';
import { collage, photographed, worn } from './photographed.js';

const variant = (name: string, selfie: (scene: AttackScene) => Promise<Buffer>): AttackVariant => ({
  name,
  stage: async (scene): Promise<Submission> => ({ ...(await scene.genuine()), selfie: await selfie(scene) }),
});

/** Reduces a picture of the victim, framed as `selfie()` frames, so that the face is `faceWidth` pixels wide. */
async function reduced(scene: AttackScene, picture: Buffer, faceWidth: number): Promise<Buffer> {
  const { head } = await headOf(scene.victim.person);
  const { width } = await sharp(picture).metadata();
  const shown = head.faceWidth * (width / head.picture.width);
  return sharp(picture)
    .resize(Math.round((width * faceWidth) / shown))
    .jpeg({ quality: scene.random.integer(80, 94) })
    .toBuffer();
}

type Reproduce = (scene: AttackScene, picture: Buffer) => Promise<Buffer>;
const print: Reproduce = (scene, picture) => recapturePrint(picture, scene.random);
const screen: Reproduce = (scene, picture) => recaptureScreen(picture, scene.random);

/** A picture of the victim from somewhere else, reproduced and sent so that the face is so many pixels wide. */
const at = (
  medium: 'print' | 'screen',
  faceWidth: number,
  change?: (picture: Buffer) => Promise<Buffer>,
  note = '',
) =>
  variant(`${medium}-${faceWidth}${note}`, async (scene) => {
    const shown = await (medium === 'print' ? print : screen)(scene, await scene.selfieOf(scene.victim));
    const small = await reduced(scene, shown, faceWidth);
    return change ? change(small) : small;
  });

/** A print or a telephone lies before the camera, with its edges and the table around it. */
const withEdges = (name: string, medium: 'print' | 'telephone') =>
  variant(name, async (scene) => {
    const picture = await scene.selfieOf(scene.victim);
    const flat = medium === 'print' ? await photoPrint(picture, 90, 4 / 3) : await telephone(picture);
    const shown = await photographed(scene, flat, { width: 1_200, fill: 0.95 });
    return medium === 'print' ? shown : recaptureScreen(shown, scene.random);
  });

/** T3: the document is genuine; the selfie is a print or a screen that shows another photograph of the victim. */
export const reproducedSelfie: AttackKind = {
  id: 'T3',
  title: 'a print or screen with another photograph of the victim as the selfie',
  target: 'selfie',
  variants: [
    at('print', 140),
    at('screen', 140),
    at('print', 95),
    at('screen', 95),
    at('print', 180),
    at('screen', 180),
    at('print', 240),
    at('screen', 240),
    at('print', 300),
    at('screen', 300),
    at('screen', 140, (picture) => sharp(picture).jpeg({ quality: 45 }).toBuffer(), '-compressed'),
    at('print', 140, (picture) => sharp(picture).blur(0.8).jpeg({ quality: 85 }).toBuffer(), '-soft'),
    at(
      'screen',
      200,
      (picture) => sharp(picture).sharpen({ sigma: 1.2 }).jpeg({ quality: 90 }).toBuffer(),
      '-sharpened',
    ),
    at(
      'print',
      160,
      (picture) => sharp(picture).linear(1.25, -22).modulate({ saturation: 1.25 }).jpeg().toBuffer(),
      '-graded',
    ),
    at(
      'screen',
      120,
      (picture) => sharp(picture).resize({ width: 700, kernel: 'cubic' }).jpeg().toBuffer(),
      '-enlarged',
    ),
    at('screen', 150, (picture) => sharp(picture).greyscale().jpeg().toBuffer(), '-grey'),
    at('print', 150, (picture) => sharp(picture).flop().jpeg().toBuffer(), '-mirrored'),
    withEdges('print-on-a-table', 'print'),
    withEdges('telephone-on-a-table', 'telephone'),
    variant('screen-far-away-in-a-room', async (scene) => {
      const shown = await reduced(scene, await screen(scene, await scene.selfieOf(scene.victim)), 130);
      const room = await collage({ width: 1_080, height: 1_440, colour: '#8f8a80' }, [
        { picture: shown, left: 240, top: 300 },
      ]);
      return worn(scene, room);
    }),
  ],
};
