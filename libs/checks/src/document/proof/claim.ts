import type { ErrorCode } from '@idem/domain';
import type { Insight } from '../../check.js';

/**
 * What a document must show before it is verified, whatever its kind. A missing one is told in this order: what the
 * thing is, before what it says.
 */
export const CLAIMS = [
  /** A card or page of the right proportions, not a picture of one. */
  'physical_document',
  /** Of this kind: layout, headings, fields where this kind has them. */
  'kind',
  /** No trace of copying, displaying, retouching; no specimen in live mode. */
  'untouched',
  /** Every required field was read, something vouches for it, nothing contradicts it. */
  'fields',
  /** What is coded is of the printed card: the sides, or zone and print, belong together. */
  'belongs_together',
  /** Its holder's portrait, in the place and size that this kind has, and no rival to it. */
  'portrait',
  /** Dates that an issuer can give, each where this kind has it. */
  'dates',
] as const;

export type ClaimName = (typeof CLAIMS)[number];

export interface Shown {
  readonly status: 'shown';
  /** What showed it, for a reviewer. */
  readonly witness: string;
}

/** Contradicted, or not to be measured: neither is a pass. */
export interface NotShown {
  readonly status: 'not_shown';
  readonly code: ErrorCode;
  /** One sentence to the person: what was wrong and what to do. */
  readonly reason: string;
  /** For a reviewer: what was looked for. */
  readonly missing: string;
}

export type Claim = Shown | NotShown;

/** Every claim with what came of it. */
export type Claims = Readonly<Record<ClaimName, Claim>>;

/** Every claim with its witness: what a document is verified by. Only {@link prove} makes one. */
export type Proof = Readonly<Record<ClaimName, Shown>>;

export const shown = (...witnesses: readonly string[]): Shown => ({
  status: 'shown',
  witness: witnesses.join('; '),
});

export const notShown = (reason: string, missing: string): NotShown => ({
  status: 'not_shown',
  code: 'document_unverified_other',
  reason,
  missing,
});

/** The proof; or the first claim that is not shown. */
export function prove(claims: Claims): { readonly proof: Proof } | { readonly missing: NotShown } {
  const missing = CLAIMS.map((name) => claims[name]).find((claim) => claim.status === 'not_shown');
  if (missing) return { missing };
  if (!isProof(claims)) throw new Error('a claim is neither shown nor missing');
  return { proof: claims };
}

const isProof = (claims: Claims): claims is Proof => CLAIMS.every((name) => claims[name].status === 'shown');

/** Every claim with its witness, for a reviewer. */
export const insightsOfClaims = (claims: Claims): Insight[] =>
  CLAIMS.map((name) => {
    const claim = claims[name];
    return claim.status === 'not_shown'
      ? { signal: `proof.${name}`, level: 'high', score: 0, note: `not shown: ${claim.missing}` }
      : { signal: `proof.${name}`, level: 'low', score: 1, note: claim.witness };
  });
