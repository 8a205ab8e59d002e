const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Live mode goes on for three days after the event, as Stripe does. */
export const LIVE_WINDOW_MS = 3 * DAY;
/** Test mode gives up after three tries within a few hours, as Stripe does. */
export const TEST_ATTEMPTS = 3;

const LIVE_FIRST_DELAY = MINUTE;
const LIVE_LONGEST_DELAY = 12 * HOUR;
const TEST_FIRST_DELAY = 5 * MINUTE;
const TEST_GROWTH = 12;

/** How far `Retry-After` can put off one attempt: as far as the schedule itself does at most. */
export const LONGEST_RETRY_AFTER_MS = { live: LIVE_LONGEST_DELAY, test: HOUR } as const;

/**
 * When a delivery that has just failed is tried again: exponential backoff with jitter.
 *
 * Live mode doubles from one minute up to twelve hours; test mode waits 5 minutes, then an hour. An endpoint that asks
 * for a longer pause gets it, up to {@link LONGEST_RETRY_AFTER_MS} and not beyond the end of the three days; a shorter
 * one than ours is no reason to hurry.
 *
 * @param failed attempts made so far, at least 1
 * @param ageMs time since the event, or since it was asked to be sent again
 * @param jitter uniform in [0, 1): stretches the delay by up to a quarter, so that endpoints that went
 *   down together are not all tried in the same second
 * @param retryAfterMs what the endpoint asked for; null for nothing
 * @returns the delay in ms, or null when the delivery is given up
 */
export function retryDelay(
  livemode: boolean,
  failed: number,
  ageMs: number,
  jitter: number,
  retryAfterMs: number | null = null,
): number | null {
  if (!livemode && failed >= TEST_ATTEMPTS) return null;
  const delay = livemode
    ? Math.min(LIVE_FIRST_DELAY * 2 ** (failed - 1), LIVE_LONGEST_DELAY)
    : TEST_FIRST_DELAY * TEST_GROWTH ** (failed - 1);
  const jittered = Math.round(delay * (1 + jitter / 4));
  const left = livemode ? LIVE_WINDOW_MS - ageMs : Number.POSITIVE_INFINITY;
  if (jittered > left) return null;
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS[livemode ? 'live' : 'test'], left);
  return Math.max(jittered, asked);
}
