import sharp from 'sharp';
import { recapturePrint } from '../forgeries/recapture-print.js';
import { recaptureScreen } from '../forgeries/recapture-screen.js';
import { headOf } from './another-photograph.js';
import type { AttackKind, AttackScene, AttackVariant, Player, Submission } from './attack.js';
import { telephone } from './other-fronts.js';
import { collage, worn } from './photographed.js';

const ROOM = { width: 1_600, height: 1_200, colour: '#a79f92' } as const;

const variant = (name: string, selfie: (scene: AttackScene) => Promise<Buffer>): AttackVariant => ({
  name,
  stage: async (scene): Promise<Submission> => ({
    ...(await scene.genuine()),
    selfie: await worn(scene, await selfie(scene)),
  }),
});

interface Cut {
  readonly picture: Buffer;
  readonly width: number;
  readonly height: number;
  /** Middle of the face in it. */
  readonly face: readonly [x: number, y: number];
  readonly faceWidth: number;
}

/** A player's photograph at a size in which the face is `faceWidth` pixels wide. */
async function sized(scene: AttackScene, player: Player, faceWidth: number): Promise<Cut> {
  const { head } = await headOf(player.person);
  const factor = faceWidth / head.faceWidth;
  const [width, height] = [head.picture.width, head.picture.height].map((side) =>
    Math.round(side * factor),
  ) as [number, number];
  const picture = await sharp(await scene.selfieOf(player))
    .resize(width, height, { fit: 'cover', position: 'top' })
    .toBuffer();
  const [x, y] = head.pivot;
  return { picture, width, height, face: [x * factor, y * factor], faceWidth };
}

/** The attacker stands small at one side, and the victim's poster hangs at the other. */
const poster = (share: number, scale: number, side: 'left' | 'right' = 'right') =>
  variant(
    `poster-${share * 100}-percent-attacker-${scale}${side === 'left' ? '-left' : ''}`,
    async (scene) => {
      const victim = await sized(scene, scene.victim, share * ROOM.width);
      const flat = await sharp(victim.picture).jpeg({ quality: 95 }).toBuffer();
      const hung = await recapturePrint(flat, scene.random);
      const { head } = await headOf(scene.attacker.person);
      const attacker = await sized(scene, scene.attacker, head.faceWidth * scale);
      const [near, far] = [60, ROOM.width - victim.width - 40];
      return collage(ROOM, [
        {
          picture: hung,
          left: side === 'right' ? far : 40,
          top: Math.max(20, 600 - victim.height / 2),
        },
        {
          picture: attacker.picture,
          left: side === 'right' ? near : ROOM.width - attacker.width - 60,
          top: ROOM.height - attacker.height,
        },
      ]);
    },
  );

/** Something with the victim's picture is laid over the attacker's selfie, around a point of it. */
async function over(
  scene: AttackScene,
  piece: Buffer,
  /** Where the piece's middle goes, in shares of the selfie from the middle of the attacker's face; it may reach below the frame. */
  [dx, dy]: readonly [number, number],
): Promise<Buffer> {
  const under = await scene.selfieOf(scene.attacker);
  const { head } = await headOf(scene.attacker.person);
  const { width, height } = head.picture;
  const size = await sharp(piece).metadata();
  const [x, y] = [head.pivot[0] + dx * width, head.pivot[1] + dy * height];
  const inside = (from: number, room: number) => Math.min(Math.max(0, from), Math.max(0, room));
  return collage({ width, height, under }, [
    {
      picture: piece,
      left: inside(x - size.width / 2, width - size.width),
      top: Math.max(0, y - size.height / 2),
    },
  ]);
}

/** A telephone of `width` pixels that shows the victim. */
async function phoneShowing(scene: AttackScene, width: number): Promise<Buffer> {
  const shown = await recaptureScreen(await scene.selfieOf(scene.victim), scene.random);
  const { image } = await telephone(shown);
  return sharp(image)
    .resize({ width: Math.round(width) })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** A print of the victim's head, cut off close around it. */
async function headPrint(scene: AttackScene, faceWidth: number): Promise<Buffer> {
  const { picture, face, width, height } = await sized(scene, scene.victim, faceWidth);
  const left = Math.max(0, Math.round(face[0] - 0.8 * faceWidth));
  const top = Math.max(0, Math.round(face[1] - 1.1 * faceWidth));
  const size = {
    width: Math.min(Math.round(1.6 * faceWidth), width - left),
    height: Math.min(Math.round(2.1 * faceWidth), height - top),
  };
  const cut = await sharp(picture)
    .extract({ left, top, ...size })
    .jpeg({ quality: 95 })
    .toBuffer();
  return recapturePrint(cut, scene.random);
}

/** The victim's face alone, cut out along an oval as a paper mask is. */
async function mask(scene: AttackScene, faceWidth: number): Promise<Buffer> {
  const { picture, face, width, height } = await sized(scene, scene.victim, faceWidth);
  const [across, down] = [faceWidth * 1.1, faceWidth * 1.45];
  const left = Math.max(0, Math.round(face[0] - across / 2));
  const top = Math.max(0, Math.round(face[1] - down / 2));
  const [w, h] = [Math.round(Math.min(across, width - left)), Math.round(Math.min(down, height - top))];
  const oval = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}"><ellipse cx="${w / 2}" cy="${h / 2}"
      rx="${w / 2}" ry="${h / 2}" fill="#fff"/></svg>`,
  );
  const cut = await sharp(picture)
    .extract({ left, top, width: w, height: h })
    .jpeg({ quality: 95 })
    .toBuffer();
  return sharp(await recapturePrint(cut, scene.random))
    .ensureAlpha()
    .composite([{ input: oval, blend: 'dest-in' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** A face on cloth or on a cup, held before the chest. */
const onCloth = async (scene: AttackScene, faceWidth: number): Promise<Buffer> =>
  sharp(await headPrint(scene, faceWidth))
    .modulate({ saturation: 0.6, brightness: 0.9 })
    .blur(1)
    .png()
    .toBuffer();

const attackersFace = async (scene: AttackScene) => (await headOf(scene.attacker.person)).head.faceWidth;

/** T5: the attacker's selfie also shows the victim's face, larger, nearer or in the attacker's place. */
export const faceInTheBackground: AttackKind = {
  id: 'T5',
  title: 'a selfie on which a picture of the victim is larger or in front',
  target: 'selfie',
  variants: [
    poster(0.3, 0.5),
    poster(0.12, 0.35),
    poster(0.2, 0.25),
    poster(0.2, 0.5, 'left'),
    poster(0.12, 0.25),
    poster(0.3, 0.2),
    poster(0.25, 0.6),
    variant('telephone-before-the-face', async (scene) =>
      over(scene, await phoneShowing(scene, 1.9 * (await attackersFace(scene))), [0, 0.05]),
    ),
    variant('telephone-beside-the-face', async (scene) =>
      over(scene, await phoneShowing(scene, 1.2 * (await attackersFace(scene))), [0.42, 0.1]),
    ),
    variant('telephone-below-the-chin', async (scene) =>
      over(scene, await phoneShowing(scene, 1.3 * (await attackersFace(scene))), [0, 0.55]),
    ),
    variant('telephone-photographed-before-the-face', async (scene) =>
      recaptureScreen(
        await sharp(
          await over(scene, await phoneShowing(scene, 2.2 * (await attackersFace(scene))), [0, 0.1]),
        )
          .jpeg({ quality: 92 })
          .toBuffer(),
        scene.random,
      ),
    ),
    variant('mask-before-the-face', async (scene) =>
      over(scene, await mask(scene, 1.05 * (await attackersFace(scene))), [0, -0.01]),
    ),
    variant('large-mask-before-the-face', async (scene) =>
      over(scene, await mask(scene, 1.4 * (await attackersFace(scene))), [0.02, 0]),
    ),
    variant('small-mask-beside-the-face', async (scene) =>
      over(scene, await mask(scene, 0.9 * (await attackersFace(scene))), [0.38, 0.05]),
    ),
    variant('shirt-with-the-face', async (scene) =>
      over(scene, await onCloth(scene, 0.9 * (await attackersFace(scene))), [0, 0.45]),
    ),
    variant('sheet-before-half-of-the-face', async (scene) =>
      over(scene, await headPrint(scene, 1.1 * (await attackersFace(scene))), [0.35, 0.05]),
    ),
    variant('framed-picture-on-the-wall', async (scene) => {
      const framed = await sharp(await headPrint(scene, 0.7 * (await attackersFace(scene))))
        .extend({ top: 18, bottom: 18, left: 18, right: 18, background: '#3a2a1a' })
        .png()
        .toBuffer();
      return over(scene, framed, [-0.5, -0.3]);
    }),
  ],
};
