/**
 * What an endpoint asks for with `Retry-After` (RFC 9110, 10.2.3): whole seconds, or a date.
 *
 * @returns the pause from `now` in ms, never negative; null for a header that says nothing of the kind
 */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  // Every form that RFC 9110 allows begins with the name of a day; Date.parse alone takes bare years, too.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
