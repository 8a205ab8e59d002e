import { challengeAnswer } from '@idem/contracts';
import type { AnsweredChallenge } from '@idem/domain';
import { challengeContext } from '@idem/platform/challenges/challenge-context';
import { openJson } from '@idem/platform/crypto/seal';
import type { SealingKey } from '@idem/platform/crypto/sealing-key';
import type { Database } from '@idem/platform/prisma/open-database';

/**
 * The selfie challenge of a submission with its answer, times counted from when it was issued, and the ids of the
 * answer's pictures.
 *
 * @throws when it was never answered: the submission names answered ones only.
 */
export async function openChallenge(
  deps: { readonly db: Database },
  input: { readonly id: string; readonly sessionId: string; readonly key: SealingKey },
): Promise<{ readonly challenge: AnsweredChallenge; readonly files: readonly string[] }> {
  const row = await deps.db.selfieChallenge.findUniqueOrThrow({
    where: { id: input.id, sessionId: input.sessionId },
  });
  if (row.answeredAt === null || row.sealedAnswer === null) throw new Error(`${row.id} was not answered`);
  const answer = openJson(input.key, row.sealedAnswer, challengeContext(row.id), challengeAnswer);
  return {
    challenge: {
      challenge: {
        nonce: row.nonce,
        number: row.number,
        lifetimeMs: row.expiresAt.getTime() - row.issuedAt.getTime(),
      },
      nonce: answer.nonce,
      answeredAtMs: row.answeredAt.getTime() - row.issuedAt.getTime(),
      frames: answer.frames.map((frame) => ({
        step: frame.step,
        capturedAtMs: frame.captured_at,
        uploadedAtMs: frame.uploaded_at,
        virtualCamera: frame.virtual_camera,
        camera: frame.camera,
      })),
    },
    files: answer.frames.map(({ file }) => file),
  };
}
