import type { Deps } from '../deps.js';

/** Stripe shows events for 30 days: https://docs.stripe.com/api/events */
const SHOWN_MS = 30 * 24 * 60 * 60 * 1000;

/** Events that happened earlier are not shown, although they may still be sent again. */
export const eventHorizon = ({ clock }: Pick<Deps, 'clock'>): Date =>
  new Date(clock.now().getTime() - SHOWN_MS);
