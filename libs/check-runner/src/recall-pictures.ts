import type { CheckInput } from '@idem/checks';
import type { EarlierFrame } from '@idem/contracts';
import type { CheckDefinition, ImageSlot } from '@idem/domain';
import type { Clock } from '@idem/platform/clock/clock';
import { findEarlierFrames } from '@idem/platform/pictures/find-earlier-frames';
import { findEarlierUses } from '@idem/platform/pictures/find-earlier-uses';
import { hashesOf, type PictureHashes, recordPictures } from '@idem/platform/pictures/record-pictures';
import type { Database } from '@idem/platform/prisma/open-database';

export interface RecallDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** The perceptual hashes of encoded pictures, null for what cannot be decoded, away from the event loop. */
  readonly hashPictures: (
    pictures: readonly Uint8Array[],
    signal: AbortSignal,
  ) => Promise<readonly (string | null)[]>;
}

/**
 * Remembers the pictures that a check wants recalled, and finds in which other sessions they were used. Undefined
 * for a check that wants none.
 *
 * Remembered first and looked up then: of two sessions that are checked at once with one picture, at least one
 * sees the other.
 */
export async function recallPictures(
  deps: RecallDeps,
  input: {
    readonly check: CheckDefinition;
    readonly submission: {
      readonly id: string;
      readonly session: { readonly id: string; readonly accountId: string; readonly livemode: boolean };
    };
    readonly images: CheckInput['images'];
    readonly signal: AbortSignal;
  },
): Promise<CheckInput['earlierUses']> {
  const { check, images, signal } = input;
  const { id: submissionId, session } = input.submission;
  const wanted = (check.recalls ?? []).flatMap((slot) => {
    const bytes = images[slot];
    return bytes === undefined ? [] : [{ slot, bytes }];
  });
  if (wanted.length === 0) return undefined;
  const perceptual = await deps.hashPictures(
    wanted.map(({ bytes }) => bytes),
    signal,
  );
  const hashes = wanted.map(({ slot, bytes }, i): [ImageSlot, PictureHashes] => [
    slot,
    hashesOf(bytes, perceptual[i] ?? null),
  ]);
  const { accountId, livemode, id: sessionId } = session;
  const owner = { accountId, livemode, sessionId, submissionId };
  await recordPictures(deps.db, owner, Object.fromEntries(hashes), deps.clock.now());
  const uses = hashes.map(
    async ([slot, found]) =>
      [slot, await findEarlierUses(deps.db, { accountId, livemode, sessionId }, found)] as const,
  );
  return Object.fromEntries(await Promise.all(uses));
}

/** The same for the pictures of a selfie challenge, in their order. */
export async function recallFrames(
  deps: RecallDeps,
  input: {
    readonly submission: {
      readonly id: string;
      readonly session: { readonly id: string; readonly accountId: string; readonly livemode: boolean };
    };
    readonly frames: readonly Uint8Array[];
    readonly signal: AbortSignal;
  },
): Promise<readonly EarlierFrame[]> {
  const { frames, submission, signal } = input;
  const { accountId, livemode, id: sessionId } = submission.session;
  const owner = { accountId, livemode, sessionId, submissionId: submission.id };
  const perceptual = await deps.hashPictures(frames, signal);
  const hashes = frames.map((bytes, i) => hashesOf(bytes, perceptual[i] ?? null));
  const slots = Object.fromEntries(hashes.map((found, i) => [`challenge_${i}`, found]));
  await recordPictures(deps.db, owner, slots, deps.clock.now());
  return findEarlierFrames(deps.db, owner, hashes);
}
