import { type SeededRandom, seededRandom } from '@idem/testing';
import { recapturePrint } from '@idem/testing/forgeries/recapture-print';
import { recaptureScreen } from '@idem/testing/forgeries/recapture-screen';
import { swapFace } from '@idem/testing/forgeries/swap-face';
import { sharp } from '@idem/vision/image/sharp';
import { type FoundStill, SIMULATED, type Still } from './still.js';

/** Longest side, in pixels, of what is printed or displayed. */
const SHOWN_SIDE = 1600;

/**
 * Attacks made of one live picture, and the picture saved again by an honest program. Equal arguments give equal
 * bytes.
 *
 * @param donor whose face is swapped in
 */
export async function simulateAttacks(
  live: FoundStill,
  donor: FoundStill | undefined,
  seed: number,
): Promise<Still[]> {
  const random = seededRandom(seed);
  const shown = await sharp(live.bytes)
    .autoOrient()
    .resize(SHOWN_SIDE, SHOWN_SIDE, { fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const still = (kind: string, bytes: Buffer): Still => ({
    name: `${live.name} (${seed})`,
    kind,
    live: kind === SIMULATED.again,
    bytes,
  });
  const stills = [
    still(SIMULATED.print, await recapturePrint(shown, random)),
    still(SIMULATED.screen, await recaptureScreen(shown, random)),
  ];
  const shot = await asShot(live, random);
  stills.push(
    still(
      SIMULATED.again,
      await sharp(shot.bytes)
        .jpeg({ quality: random.integer(75, 95) })
        .toBuffer(),
    ),
  );
  if (donor) {
    const swapped = await swapFace(
      { picture: shot.bytes, face: shot.face },
      { picture: await sharp(donor.bytes).autoOrient().toBuffer(), face: donor.face },
      random,
    );
    stills.push(still(SIMULATED.swap, swapped));
  }
  return stills;
}

/** The picture as a camera of 60 to 100 % of its resolution would have saved it: one compression, of quality 80–95. */
async function asShot(live: FoundStill, random: SeededRandom): Promise<Pick<FoundStill, 'bytes' | 'face'>> {
  const upright = await sharp(live.bytes).autoOrient().toBuffer({ resolveWithObject: true });
  const scale = random.between(0.6, 1);
  const width = Math.max(64, Math.round(upright.info.width * scale));
  const factor = width / upright.info.width;
  const bytes = await sharp(upright.data)
    .resize({ width })
    .flatten({ background: '#fff' })
    .jpeg({ quality: random.integer(80, 95) })
    .toBuffer();
  const { left, top, right, bottom } = live.face;
  return {
    bytes,
    face: { left: left * factor, top: top * factor, right: right * factor, bottom: bottom * factor },
  };
}
