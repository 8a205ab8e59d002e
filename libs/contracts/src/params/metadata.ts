import { z } from 'zod';
import { parameterInvalid } from '../errors/refusals.js';
import { emptyableText } from './form-values.js';

const MAX_KEYS = 50;
const MAX_KEY = 40;
const MAX_VALUE = 500;

/** `metadata[key]=value`, `metadata[key]=` to unset one key, `metadata=` to unset all. */
export const metadata = z
  .union([
    z.literal(''),
    z.record(
      z
        .string()
        .max(MAX_KEY, `metadata keys can be at most ${MAX_KEY} characters long`)
        .regex(/^[^[\]\0]+$/, 'metadata keys cannot be empty or contain square brackets'),
      emptyableText(MAX_VALUE).nullable(),
    ),
  ])
  .optional();
export type MetadataParam = z.infer<typeof metadata>;

/**
 * Merges a metadata parameter into what is stored.
 *
 * @throws {ApiError} 400 when more than 50 keys would remain
 */
export function mergeMetadata(
  current: Readonly<Record<string, string>>,
  change: MetadataParam,
): Readonly<Record<string, string>> {
  if (change === undefined) return current;
  if (change === '') return {};
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(change)) {
    if (value === '' || value === null) merged.delete(key);
    else merged.set(key, value);
  }
  if (merged.size > MAX_KEYS) {
    throw parameterInvalid(
      'metadata',
      'parameter_invalid_metadata',
      `Metadata can have at most ${MAX_KEYS} keys, and this request would make it ${merged.size}. Unset keys that you no longer need by setting them to an empty string.`,
    );
  }
  return Object.fromEntries(merged);
}
