import type { ProvidedDetails, ProvidedDetailsParam } from '@idem/contracts';

/** The details after a change; `''` clears one or all. Null when none are left. */
export function changeProvidedDetails(
  current: ProvidedDetails | null,
  change: ProvidedDetailsParam,
): ProvidedDetails | null {
  if (change === undefined) return current;
  if (change === '') return null;
  const details: ProvidedDetails = { ...current };
  for (const field of ['email', 'phone'] as const) {
    const value = change[field];
    if (value === '') delete details[field];
    else if (value !== undefined) details[field] = value;
  }
  return Object.keys(details).length === 0 ? null : details;
}
