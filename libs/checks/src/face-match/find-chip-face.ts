import { UndecodableImageError } from '@idem/vision/image/decode';
import { findFaces } from '@idem/vision/stages/find-faces';
import type { CheckInput, MeasureDeps } from '../check.js';
import { examineChip } from '../chip/examine-chip.js';
import { decodePortrait } from '../chip/portrait.js';
import { EMPTY_TRUST_STORE } from '../chip/trust/trust-store.js';
import type { FoundFace } from './found-face.js';
import type { ChipFaceUse } from './measurement.js';

/**
 * The face of DG2, where the chip is authentic; undefined when no chip was handed in. Whether the chip is of the
 * document in the picture is the document check's question, which fails the session if it is not.
 */
export async function findChipFace(
  { models, chipTrust }: MeasureDeps,
  { chip, submittedAt }: CheckInput,
): Promise<{ readonly use: ChipFaceUse; readonly found?: FoundFace } | undefined> {
  if (chip === undefined) return undefined;
  const { store = EMPTY_TRUST_STORE, revocation = 'when_loaded' } = chipTrust ?? {};
  const { measurement, portrait } = examineChip(
    { files: chip, trust: store, now: submittedAt, revocation },
    null,
  );
  if (measurement.authentication.verdict !== 'authentic') return { use: 'not_authentic' };
  if (chip.dg2 === undefined) return { use: 'absent' };
  if (portrait === null) return { use: 'undecodable' };
  try {
    const image = await decodePortrait(portrait);
    const [face] = await findFaces(models, image);
    return face ? { use: 'reference', found: { image, face } } : { use: 'no_face' };
  } catch (error) {
    if (error instanceof UndecodableImageError) return { use: 'undecodable' };
    throw error;
  }
}
