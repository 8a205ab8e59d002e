import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readPrivateJson, writePrivateJson } from './private-file.js';

const secretsSchema = z.object({
  /** 32 bytes in base64, as IDEM_MASTER_KEY wants it. */
  master_key: z.string(),
  postgres_password: z.string(),
  redis_password: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** The secrets of a data directory, drawn on first use and kept: without the master key its contents are lost. */
export function provideSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const kept = readPrivateJson(file);
  if (kept !== undefined) return secretsSchema.parse(kept);
  const drawn: Secrets = {
    master_key: randomBytes(32).toString('base64'),
    postgres_password: randomBytes(18).toString('base64url'),
    redis_password: randomBytes(18).toString('base64url'),
  };
  writePrivateJson(file, drawn);
  return drawn;
}
