import type { Transaction } from '@idem/platform/prisma/open-database';
import type { WebhookResponse } from './post-webhook.js';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The endpoint says that it is no more and will not come back (RFC 9110, 15.5.11). */
const GONE = 410;

/** Why we disabled an endpoint; `webhook_endpoints.disabled_reason`. */
export type DisabledReason = 'endpoint_gone' | 'endpoint_failing';

export const isSuccess = ({ statusCode }: WebhookResponse): boolean =>
  statusCode !== null && statusCode >= 200 && statusCode < 300;

/**
 * Takes down how an attempt went with its endpoint, and disables an endpoint that is gone or has failed for too long: no
 * attempt succeeded for `disableAfterDays`, and there were attempts all along. A pause of that length starts the count
 * anew, so that two failures far apart are not taken for days of failing.
 *
 * @param disableAfterDays 0 for never
 * @returns why the endpoint was disabled just now; null when it was not
 */
export async function noteHealth(
  tx: Transaction,
  input: {
    readonly endpointId: string;
    readonly response: WebhookResponse;
    readonly now: Date;
    readonly disableAfterDays: number;
  },
): Promise<DisabledReason | null> {
  const { endpointId: id, response, now, disableAfterDays } = input;
  if (isSuccess(response)) {
    await tx.webhookEndpoint.updateMany({
      where: { id, failingSince: { not: null } },
      data: { failingSince: null },
    });
    return null;
  }
  const longAgo = new Date(now.getTime() - disableAfterDays * DAY_MS);
  const error = response.statusCode === null ? response.error : null;
  const [endpoint] = await tx.$queryRaw<{ failing_since: Date }[]>`
    UPDATE webhook_endpoints SET
      failing_since = CASE
        WHEN failing_since IS NULL OR (${disableAfterDays} > 0 AND last_failure_at < ${longAgo}) THEN ${now}
        ELSE failing_since
      END,
      last_failure_at = ${now}, last_failure_status = ${response.statusCode}, last_failure_error = ${error}
    WHERE id = ${id} RETURNING failing_since`;
  const failing = disableAfterDays > 0 && endpoint !== undefined && endpoint.failing_since <= longAgo;
  const disabledReason = response.statusCode === GONE ? 'endpoint_gone' : failing ? 'endpoint_failing' : null;
  if (disabledReason === null) return null;
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { id, status: 'enabled' },
    data: { status: 'disabled', disabledReason },
  });
  return count === 0 ? null : disabledReason;
}
