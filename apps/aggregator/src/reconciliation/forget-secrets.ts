import type { Deps } from '../deps.js';

/** Forgets signing secrets that were rolled and have ended. */
export async function forgetSecrets({ db, clock }: Deps): Promise<number> {
  const { count } = await db.webhookEndpointSecret.deleteMany({
    where: { expiresAt: { lte: clock.now() } },
  });
  return count;
}
