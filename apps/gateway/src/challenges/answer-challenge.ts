import {
  type ChallengeAnswer,
  challengeAnswer,
  parameterInvalid,
  type RequirementError,
  resourceMissing,
  type SelfieChallengeParams,
} from '@idem/contracts';
import { refusalOf } from '@idem/domain';
import { challengeContext } from '@idem/platform/challenges/challenge-context';
import { openJson, sealJson } from '@idem/platform/crypto/seal';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import { attachFile } from '../pages/attach-file.js';
import { isId, type SessionRow } from '../sessions/find-session.js';
import { challengeError } from './challenge-error.js';
import { assertFrameFits } from './frame-limits.js';

const PARAM = 'collected_data[selfie_challenge]';

/**
 * Takes the pictures that answer a challenge. An answer is taken once; what its pictures show is judged after the
 * submission, with everything else.
 *
 * @returns what the person has to do again, or null when the answer was taken
 * @throws {ApiError} 400 for a wrong nonce or a picture that cannot be used, 404 for one, or a challenge, of another session
 */
export async function answerChallenge(
  tx: Transaction,
  deps: Deps,
  input: { readonly caller: Caller; readonly session: SessionRow; readonly answer: SelfieChallengeParams },
): Promise<RequirementError | null> {
  const { caller, session, answer } = input;
  const issued = isId(answer.id)
    ? await tx.selfieChallenge.findUnique({ where: { id: answer.id, sessionId: session.id } })
    : null;
  if (issued === null) throw resourceMissing('selfie challenge', answer.id, `${PARAM}[id]`);
  const key = sessionKey(deps.keys, session);
  const context = challengeContext(issued.id);
  if (issued.sealedAnswer !== null) {
    const before = openJson(key, issued.sealedAnswer, context, challengeAnswer);
    // The same answer once more: the device did not hear that it had been taken.
    if (isSame(before, answer)) return null;
  }

  const now = deps.clock.now();
  const newest = await tx.selfieChallenge.count({
    where: { sessionId: session.id, number: { gt: issued.number } },
  });
  const refusal = refusalOf(
    {
      nonce: issued.nonce,
      expiresAt: issued.expiresAt,
      answered: issued.answeredAt !== null,
      newest: newest === 0,
    },
    { nonce: answer.nonce, now },
  );
  if (refusal === 'wrong_nonce') {
    throw parameterInvalid(
      `${PARAM}[nonce]`,
      'parameter_invalid_nonce',
      'This nonce does not belong to the selfie challenge.',
    );
  }
  if (refusal !== null) return challengeError(refusal);

  const frames: ChallengeAnswer['frames'] = [];
  for (const [i, frame] of answer.capture_frames.entries()) {
    const param = `${PARAM}[capture_frames][${i}][high_res_image]`;
    const fileId = frame.high_res_image;
    await attachFile(tx, deps, { caller, session, fileId, param, kind: 'picture' });
    const file = await tx.file.findUniqueOrThrow({ where: { id: fileId } });
    assertFrameFits(file, param);
    frames.push({
      file: fileId,
      step: frame.pose,
      captured_at: frame.captured_at,
      uploaded_at: file.createdAt.getTime() - issued.issuedAt.getTime(),
      virtual_camera: frame.is_virtual_camera ?? null,
      camera: frame.camera_lens_model ?? null,
    });
  }
  const given: ChallengeAnswer = { nonce: answer.nonce, frames };
  await tx.selfieChallenge.update({
    where: { id: issued.id },
    data: { answeredAt: now, sealedAnswer: sealJson(key, given, context) },
  });
  return null;
}

function isSame(before: ChallengeAnswer, { nonce, capture_frames: frames }: SelfieChallengeParams): boolean {
  return (
    before.nonce === nonce &&
    before.frames.length === frames.length &&
    before.frames.every(
      (frame, i) =>
        frame.file === frames[i]?.high_res_image &&
        frame.step === frames[i]?.pose &&
        frame.captured_at === frames[i]?.captured_at,
    )
  );
}
