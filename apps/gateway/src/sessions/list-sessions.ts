import { createHash } from 'node:crypto';
import type { ListResource, ListSessionsParams, VerificationSessionResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { chronologically, createdWithin, paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { presentSession } from './present-session.js';

/** @throws {ApiError} 400 */
export async function listSessions(
  deps: Deps,
  { caller }: Context,
  params: ListSessionsParams,
): Promise<ListResource<VerificationSessionResource>> {
  const expansions = readExpand(params.expand, SESSION_EXPANDABLE, caller, 'list');
  const scope = { accountId: caller.accountId, livemode: caller.livemode };
  const filter = defined({
    ...referenceIs(params.client_reference_id),
    createdAt: createdWithin(params.created),
    relatedCustomer: params.related_customer,
    relatedCustomerAccount: params.related_customer_account,
    status: params.status,
    verificationFlowId: params.verification_flow,
  });
  return paginate(
    params,
    {
      url: '/v1/identity/verification_sessions',
      noun: 'verification session',
      find: (id) =>
        deps.db.verificationSession.findFirst({
          where: { ...scope, id },
          select: { seq: true, createdAt: true },
        }),
      read: ({ seq, at, order, take }) => {
        const where = { ...scope, ...filter };
        if (filter.createdAt === undefined) {
          return deps.db.verificationSession.findMany({
            where: { ...where, ...defined({ seq }) },
            orderBy: { seq: order },
            take,
          });
        }
        const along = chronologically(at, order);
        return deps.db.verificationSession.findMany({
          where: { AND: [where, along.where] },
          orderBy: along.orderBy,
          take,
        });
      },
    },
    (row) => presentSession(deps, row, expansions),
  );
}

/** The index holds hashes of references, which may be longer than it takes; the reference itself has the last word. */
const referenceIs = (reference: string | undefined) =>
  reference === undefined
    ? {}
    : {
        clientReferenceHash: createHash('md5').update(reference).digest('hex'),
        clientReferenceId: reference,
      };
