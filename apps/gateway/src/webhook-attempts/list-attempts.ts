import {
  type ListAttemptsParams,
  type ListResource,
  parseAttemptId,
  renderWebhookAttempt,
  type WebhookAttemptResource,
} from '@idem/contracts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';

const PARTS = {
  delivery: { select: { event: { select: { id: true, livemode: true } } } },
} as const satisfies Prisma.WebhookAttemptInclude;

/**
 * The attempts to deliver one event, or to deliver to one endpoint, newest first.
 *
 * @param input.url where the list is found
 * @param input.where what they are attempts at; the caller was found to own it
 * @throws {ApiError} 400
 */
export async function listAttempts(
  deps: Deps,
  { caller }: Context,
  input: {
    readonly url: string;
    readonly where: { readonly eventId: string } | { readonly endpointId: string };
    readonly params: ListAttemptsParams;
  },
): Promise<ListResource<WebhookAttemptResource>> {
  readExpand(input.params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const where: Prisma.WebhookAttemptWhereInput =
    'eventId' in input.where ? { delivery: input.where } : input.where;
  return paginate(
    input.params,
    {
      url: input.url,
      noun: 'webhook attempt',
      find: async (id) => {
        const named = parseAttemptId(id);
        if (named === null) return null;
        return deps.db.webhookAttempt.findFirst({ where: { ...where, ...named }, select: { seq: true } });
      },
      read: ({ seq, order, take }) =>
        deps.db.webhookAttempt.findMany({
          where: { ...where, ...defined({ seq }) },
          include: PARTS,
          orderBy: { seq: order },
          take,
        }),
    },
    ({ delivery: { event }, ...attempt }) =>
      renderWebhookAttempt({ ...attempt, eventId: event.id, livemode: event.livemode }),
  );
}
