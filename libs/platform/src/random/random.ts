import { randomBytes } from 'node:crypto';

/** Where unpredictable bytes come from. Keys, tokens and ids are made of nothing else. */
export interface Random {
  /** `n` fresh, uniformly distributed bytes. */
  bytes(n: number): Uint8Array;
}

/** The operating system's cryptographic generator. */
export const systemRandom: Random = { bytes: (n) => randomBytes(n) };
