import type { DeclaredSource } from '@idem/contracts';
import { decode } from 'cborg';
import { declaredSourceIn } from './declared-source.js';
import { type JumbfBox, jumbfBoxes } from './jumbf-boxes.js';

/** What a C2PA manifest store says, whoever wrote it: no signature is verified here. */
export interface C2paClaims {
  readonly claimGenerator: string | null;
  readonly actions: readonly string[];
  readonly declared: DeclaredSource | null;
  /** All names of programs in it. */
  readonly programs: string;
}

/** A tag says how a value is meant; here only the value counts. */
const ANY_TAG = Array.from({ length: 64 }, () => (value: unknown) => value);
/** An assertion larger than this is a thumbnail or an attack. */
const MOST_BYTES = 256 * 1024;
const MOST_ACTIONS = 50;

/**
 * Reads the claims and actions of a manifest store (C2PA 2.1, sections 10 and 18.10). What cannot be read is left out.
 *
 * @param jumbf the boxes, put together from a JPEG's APP11 segments or taken from a PNG's `caBX` chunk
 */
export function readC2pa(jumbf: Buffer): C2paClaims {
  const boxes = jumbfBoxes(jumbf);
  const claims = decoded(boxes, /^c2pa\.claim(?:\.v\d+)?$/);
  const actions = decoded(boxes, /^c2pa\.actions(?:\.v\d+)?(?:__\d+)?$/).flatMap(({ actions }) =>
    asList(actions),
  );
  const generators = claims.flatMap(({ claim_generator, claim_generator_info }) => [
    ...asText(claim_generator),
    ...asList(claim_generator_info).flatMap(({ name }) => asText(name)),
    ...asText(asRecord(claim_generator_info).name),
  ]);
  const agents = actions.flatMap(({ softwareAgent }) => [
    ...asText(softwareAgent),
    ...asText(asRecord(softwareAgent).name),
  ]);
  const sources = actions.flatMap(({ digitalSourceType }) => asText(digitalSourceType));
  return {
    claimGenerator: generators[0]?.slice(0, 100) ?? null,
    actions: [
      ...new Set(actions.flatMap(({ action }) => asText(action).map((name) => name.slice(0, 60)))),
    ].slice(0, MOST_ACTIONS),
    declared: declaredSourceIn(sources.join('\n')),
    programs: [...generators, ...agents].join('\n'),
  };
}

function decoded(boxes: readonly JumbfBox[], label: RegExp): Record<string, unknown>[] {
  return boxes
    .filter((box) => box.type === 'cbor' && label.test(box.label) && box.content.length <= MOST_BYTES)
    .flatMap(({ content }) => {
      try {
        return [asRecord(decode(content, { tags: ANY_TAG, allowBigInt: true }))];
      } catch {
        return [];
      }
    });
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const asList = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map(asRecord) : [];
const asText = (value: unknown): string[] => (typeof value === 'string' ? [value.slice(0, 300)] : []);
