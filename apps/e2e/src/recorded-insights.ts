import { type Evidence, evidence } from '@idem/contracts';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { openJson } from '@idem/platform/crypto/seal';
import { outcomeContext } from '@idem/platform/outcomes/open-facts';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import { provideSecrets } from '@idem/stack/data-dir/secrets';
import type { Stack } from '@idem/stack/start-stack';

/** The insights of every outcome of a session, which no resource of the API shows. */
export async function recordedInsights(
  stack: Stack,
  sessionId: string,
  masterKey: string | undefined,
): Promise<Evidence['insights']> {
  const base64 = masterKey || provideSecrets(stack.dataDir).master_key;
  const keys = new MasterKeyRing({ current: Buffer.from(base64, 'base64'), previous: [] });
  const db = await openDatabase({ databaseUrl: stack.services.postgres.url });
  try {
    const session = await db.verificationSession.findUniqueOrThrow({
      where: { id: sessionId },
      include: { submissions: { include: { outcomes: true } } },
    });
    const key = sessionKey(keys, session);
    return session.submissions
      .flatMap(({ outcomes }) => outcomes)
      .flatMap((row) =>
        row.sealedEvidence === null
          ? []
          : openJson(key, row.sealedEvidence, outcomeContext(row, 'evidence'), evidence).insights,
      );
  } finally {
    await db.$disconnect();
  }
}
