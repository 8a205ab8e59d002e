import { TriesExhausted } from '@idem/contracts';
import { NO_TRIES_LEFT } from '@idem/domain';
import type { Transaction } from '@idem/platform/prisma/open-database';
import type { Deps } from '../deps.js';
import type { RequestInfo, Scope } from '../http/caller.js';
import { failSession } from './fail-session.js';
import { lockSession } from './find-session.js';

/**
 * Runs a submission in a transaction. When it is refused because no try of the session's reference is left, the
 * integrator is told: `last_error` and one event, in a transaction of their own, for the refusal undid the first. Of a
 * session whose own tries are used up its last failure has told so already.
 *
 * @throws whatever the submission throws
 */
export async function tellOfExhaustion<T>(
  deps: Deps,
  { scope, request, id }: { readonly scope: Scope; readonly request: RequestInfo; readonly id: string },
  submit: (tx: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await deps.db.$transaction(submit);
  } catch (error) {
    if (error instanceof TriesExhausted && error.blocked === 'reference') {
      await deps.db.$transaction(async (tx) => {
        const session = await lockSession(tx, scope, id);
        // Canceled or redacted in between, there is nobody to be told of it.
        if (session.status !== 'requires_input' || session.redaction !== null) return;
        const reason = NO_TRIES_LEFT.reference;
        if (session.lastErrorReason?.endsWith(reason)) return;
        await failSession(tx, deps, {
          session,
          code: 'document_unverified_other',
          reason,
          request,
          endsLink: false,
          also: {},
        });
      });
    }
    throw error;
  }
}
