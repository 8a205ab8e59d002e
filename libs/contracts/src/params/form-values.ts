import { z } from 'zod';

/**
 * Parameter types. A form carries text only, a JSON body carries booleans and numbers as themselves:
 * both are accepted. A failed rule names its error code in `params.code`; see `parse-params.ts`.
 */

/** Longest text that is not limited otherwise, in characters (code points), as Stripe documents it. */
const MAX_TEXT = 5000;

/** PostgreSQL stores neither U+0000 nor a surrogate without its partner. */
const isStorable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

const storable = (schema: z.ZodString): z.ZodString =>
  schema.refine(isStorable, {
    params: { code: 'parameter_invalid_string' },
    error: 'must not contain null characters or incomplete Unicode characters',
  });

/** Text that may be empty. */
export const emptyableText = (max = MAX_TEXT): z.ZodString => storable(z.string().max(max));

/** Text with at least one character. */
export const text = (max = MAX_TEXT): z.ZodString => storable(z.string().min(1).max(max));

/** Seconds since 1970 up to the end of the year 9999, so that a Date can always hold it. */
const MAX_TIMESTAMP = 253_402_300_799;

const fromText = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

export const integer = (min: number, max: number) => z.preprocess(fromText, z.int().min(min).max(max));

export const timestamp = () => integer(0, MAX_TIMESTAMP);

/** `true` and `false` in any case: official clients for Python and .NET wrote `True` and `False` until April 2025. */
export const boolean = () => z.preprocess(spelledBoolean, z.boolean());

function spelledBoolean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const spelled = value.toLowerCase();
  return spelled === 'true' ? true : spelled === 'false' ? false : value;
}

/** `a[0]=…&a[1]=…`, `a[]=…`, or a JSON array. Gaps in the indices close up. */
export const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    if (!entries.every(([key]) => /^\d{1,9}$/.test(key))) return value;
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, element]) => element);
  }, z.array(item).max(max));

/**
 * Names of properties to expand; their rules depend on the object and are checked where it is rendered. Clients write
 * an empty list, and null, as `expand=`: it expands nothing.
 */
export const expand = z.preprocess((value) => (value === '' ? [] : value), list(text(200), 50)).optional();

/** Filter by creation time: a moment, or bounds. In Unix seconds. */
export const created = z
  .union([
    timestamp(),
    z.strictObject({
      gt: timestamp().optional(),
      gte: timestamp().optional(),
      lt: timestamp().optional(),
      lte: timestamp().optional(),
    }),
  ])
  .meta({ description: 'When the object was created, in Unix seconds: a moment, or bounds.' })
  .optional();
export type CreatedFilter = z.infer<typeof created>;

/** The parameters every list has. */
export const pagination = {
  limit: integer(1, 100).meta({ description: 'Objects of a page; 10 when left out.' }).optional(),
  starting_after: text(255).meta({ description: 'Id of the object that the page follows.' }).optional(),
  ending_before: text(255).meta({ description: 'Id of the object that the page precedes.' }).optional(),
  expand,
};
export interface Pagination {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
}
