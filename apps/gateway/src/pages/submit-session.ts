import {
  checkJobName,
  renderPageData,
  stateForbids,
  type VerificationPageDataResource,
} from '@idem/contracts';
import {
  assertAllowed,
  type Collected,
  missingChipFiles,
  missingRequirements,
  nextChecks,
  requiredChecks,
} from '@idem/domain';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import { assertPerson } from '../handoffs/assert-person.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { magicOutcome } from '../scripted-outcomes/magic-outcome.js';
import { endAsScripted } from '../scripted-outcomes/script-outcome.js';
import { askedOptions } from '../sessions/asked-options.js';
import { beginProcessing } from '../sessions/begin-processing.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen } from '../sessions/link.js';
import { openProvidedDetails } from '../sessions/present-session.js';
import { tellOfExhaustion } from '../sessions/tell-of-exhaustion.js';
import { assertOwnPage, openCollected, pageState } from './find-page.js';

const NONE: ReadonlySet<string> = new Set();

/**
 * Hands what the person supplied to the checks. One transaction: once it is answered, the submission, the
 * runs of its first checks, the event and the promised jobs all exist, or none of them does.
 *
 * @returns the page; `submitted` is false, and `requirements.missing` says what to send, when something is missing
 * @throws {ApiError} 400 when a chip was sent in part or no try is left, 401, 403, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function submitSession(
  deps: Deps,
  { caller, request }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationPageDataResource> {
  readExpand(input.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, input.id);
  assertPerson(caller);
  return tellOfExhaustion(deps, { scope: caller, request, id: input.id }, async (tx) => {
    const row = await lockSession(tx, caller, input.id);
    assertAllowed('submit', row.status);
    const now = deps.clock.now();
    assertLinkOpen(caller, row, now);

    const options = askedOptions(deps, row);
    const collected = openCollected(deps, row);
    const required = requiredChecks(deps.checks, options, {
      challenge: collected.selfie_challenge !== undefined,
    });
    // Nothing to check would settle as verified.
    if (required.length === 0) throw new Error(`session ${row.id} requires no check`);
    // As Stripe answers it, and as its mobile clients read it: not an error, but a page that is not yet submitted.
    const missing = missingRequirements(options, required, collected);
    if (missing.length > 0) {
      return renderPageData({ ...(await pageState(tx, deps, row)), missing });
    }

    const incomplete = missingChipFiles(collected.chip);
    if (incomplete.length > 0) {
      const names = incomplete.map((name) => `collected_data[chip][${name}]`).join(', ');
      throw stateForbids(
        `The chip of the document cannot be checked without ${names}. Add what is missing, or remove the chip with clear_data[chip]=true.`,
      );
    }

    const begin = { session: row, options, required, inputs: inputsOf(collected), request };
    const magic = magicOutcome(row.livemode, openProvidedDetails(deps, row)?.email);
    if (magic !== null) {
      return renderPageData(await pageState(tx, deps, await endAsScripted(tx, deps, { begin, ...magic })));
    }

    const first = nextChecks(required, NONE, NONE);
    const { session, submissionId } = await beginProcessing(tx, deps, begin);
    const deadline = new Date(now.getTime() + deps.settings.checkDeadlineSeconds * 1000);
    await tx.checkRun.createMany({
      data: first.map(({ name }) => ({ submissionId, check: name, enqueuedAt: now, deadline })),
    });
    await writeOutbox(
      tx,
      first.map(({ name }) => ({ job: checkJobName(name), payload: { submission_id: submissionId } })),
    );
    return renderPageData(await pageState(tx, deps, session));
  });
}

const inputsOf = ({ images, chip, selfie_challenge }: Collected): Prisma.InputJsonObject => ({
  ...images,
  ...(chip === undefined ? {} : { chip: { ...chip } }),
  ...(selfie_challenge === undefined ? {} : { selfie_challenge }),
});
