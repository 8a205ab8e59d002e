import { staticLinkForm } from '@idem/contracts';
import type { SessionOptions } from '@idem/domain';
import type { Deps } from '../../deps.js';
import type { RequestInfo } from '../../http/caller.js';
import { openNewSession } from '../../sessions/open-new-session.js';
import { presentSession } from '../../sessions/present-session.js';
import { findFlowByLink } from './find-flow-by-link.js';

/** Sessions a minute of one flow's link, whoever asks: far above a busy day, far below a flood. */
const SESSIONS_OF_LINK = 600;

export type Followed =
  /** No flow, or an inactive one. */
  | { readonly kind: 'unknown' }
  /** What was sent cannot be used. */
  | { readonly kind: 'refused'; readonly livemode: boolean }
  /** Too many sessions from this address, or through this link. */
  | { readonly kind: 'busy'; readonly livemode: boolean }
  | { readonly kind: 'opened'; readonly url: string };

/**
 * Opens a session for a person who pressed the button behind a static link. Its e-mail address and reference are
 * what the person, or whoever gave them the link, wrote: integrators must not take them as proven.
 *
 * @param input.form what the page sent
 * @param input.ip of the person's device
 */
export async function followStaticLink(
  deps: Deps,
  input: {
    readonly token: string;
    readonly form: unknown;
    readonly ip: string;
    readonly request: RequestInfo;
  },
): Promise<Followed> {
  const flow = await findFlowByLink(deps, input.token);
  if (flow === null) return { kind: 'unknown' };
  const { accountId, livemode, returnUrl } = flow;
  const form = staticLinkForm.safeParse(input.form ?? {});
  if (!form.success) return { kind: 'refused', livemode };
  if (!(await mayOpen(deps, input.ip, flow.id))) return { kind: 'busy', livemode };

  const { client_reference_id, email } = form.data;
  const row = await deps.db.$transaction((tx) =>
    openNewSession(tx, deps, {
      scope: { accountId, livemode },
      request: input.request,
      asked: {
        type: 'verification_flow',
        options: flow.options as SessionOptions,
        flowId: flow.id,
        returnUrl,
      },
      params: {
        provided_details: { email },
        client_reference_id,
      },
    }),
  );
  const { url } = await presentSession(deps, row, new Set());
  if (url === null) throw new Error(`the new session ${row.id} has no link`);
  return { kind: 'opened', url };
}

async function mayOpen({ limiter, settings }: Deps, ip: string, flowId: string): Promise<boolean> {
  const ofAddress = settings.rateLimits.staticLink;
  if (ofAddress === 0) return true;
  const minute = { seconds: 60 } as const;
  return (
    (await limiter.take({ name: 'static-link-address', uses: ofAddress, ...minute }, ip)) &&
    limiter.take({ name: 'static-link-flow', uses: Math.max(SESSIONS_OF_LINK, ofAddress), ...minute }, flowId)
  );
}
