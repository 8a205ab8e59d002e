import { EXPANDABLE_DOCUMENT_FIELDS, EXPANDABLE_INSIGHTS, requestInvalid } from '@idem/contracts';
import { assertRecent, requireSensitiveResults, seesRecentOnly } from './authorize.js';
import type { Caller } from './caller.js';

const MAX_DEPTH = 4;

/** The properties of an object that can be expanded, and which of them are sensitive results. */
export interface Expandable {
  readonly plain: readonly string[];
  readonly sensitive: readonly string[];
}

const NOTHING: Expandable = { plain: [], sensitive: [] };

const REPORT_SENSITIVE = [
  ...EXPANDABLE_DOCUMENT_FIELDS.map((field) => `document.${field}`),
  ...EXPANDABLE_INSIGHTS,
  'id_number.dob',
  'id_number.id_number',
];

export const REPORT_EXPANDABLE: Expandable = { plain: [], sensitive: REPORT_SENSITIVE };

export const SESSION_EXPANDABLE: Expandable = {
  plain: ['last_verification_report', 'provided_details', 'tries', 'verified_outputs'],
  sensitive: [
    ...['dob', 'id_number', 'sex', 'unparsed_place_of_birth', 'unparsed_sex'].map(
      (field) => `verified_outputs.${field}`,
    ),
    ...REPORT_SENSITIVE.map((path) => `last_verification_report.${path}`),
  ],
};

export { NOTHING as NOTHING_EXPANDABLE };

/** Expanded paths, with every path's beginnings: `a.b` expands `a` too. */
export type Expansions = ReadonlySet<string> & {
  /** A sensitive result was asked for by a caller who sees those of recent verifications only. */
  readonly recentOnly?: boolean;
};

/**
 * Makes sure that what is expanded of a verification is recent enough for its caller.
 *
 * @param processedAt when its checks were settled
 * @throws {ApiError} 403
 */
export function assertRecentEnough(expansions: Expansions, processedAt: Date, now: Date): void {
  if (expansions.recentOnly === true) assertRecent(processedAt, now);
}

/**
 * Checks what a request wants expanded. In lists every path begins with `data.`.
 *
 * @throws {ApiError} 400 for a path that cannot be expanded, 403 for one the caller may not see
 */
export function readExpand(
  paths: readonly string[] | undefined,
  expandable: Expandable,
  caller: Caller,
  within: 'object' | 'list' = 'object',
): Expansions {
  const expansions = new Set<string>();
  let recentOnly = false;
  for (const [index, asked] of (paths ?? []).entries()) {
    if (asked.split('.').length > MAX_DEPTH) {
      throw requestInvalid(
        `You cannot expand more than ${MAX_DEPTH} levels of a property. Property: ${asked}`,
        `expand[${index}]`,
      );
    }
    const path = within === 'list' ? belowData(asked) : asked;
    const known = path !== null && (expandable.plain.includes(path) || expandable.sensitive.includes(path));
    if (!known) throw requestInvalid(`This property cannot be expanded (${asked}).`, `expand[${index}]`);
    if (expandable.sensitive.includes(path) && caller.kind !== 'client') {
      requireSensitiveResults(caller);
      recentOnly = seesRecentOnly(caller);
    }
    const parts = path.split('.');
    for (let length = 1; length <= parts.length; length++) expansions.add(parts.slice(0, length).join('.'));
  }
  return Object.assign(expansions, { recentOnly });
}

const belowData = (path: string): string | null =>
  path.startsWith('data.') ? path.slice('data.'.length) : null;

/** What is expanded below a property: `below(…, 'a')` of `a.b.c` is `b.c`. */
export const below = (expansions: Expansions, property: string): Expansions =>
  new Set(
    [...expansions]
      .filter((path) => path.startsWith(`${property}.`))
      .map((path) => path.slice(property.length + 1)),
  );
