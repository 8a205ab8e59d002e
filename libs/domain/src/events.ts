/** Every event type that Idem emits, in Stripe's words. */
export const EVENT_TYPES = [
  'identity.verification_session.created',
  'identity.verification_session.processing',
  'identity.verification_session.verified',
  'identity.verification_session.requires_input',
  'identity.verification_session.canceled',
  'identity.verification_session.redacted',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const ONLY_BY_NAME: ReadonlySet<EventType> = new Set(['identity.verification_session.redacted']);

/** Whether an endpoint hears of an event. `*` covers everything except what must be named. */
export function isSubscribed(enabledEvents: readonly string[], type: EventType): boolean {
  return enabledEvents.includes(type) || (enabledEvents.includes('*') && !ONLY_BY_NAME.has(type));
}
