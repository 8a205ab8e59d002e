import type { PageScope, Permission } from '@idem/contracts';

export { PERMISSIONS, type Permission } from '@idem/contracts';

export const SENSITIVE_PERMISSIONS = [
  'identity.recent_sensitive_results',
  'identity.sensitive_results',
] as const satisfies readonly Permission[];

/** What only a restricted key can hold, by name. */
export const RESTRICTED_ONLY: readonly Permission[] = [...SENSITIVE_PERMISSIONS, 'api_keys.write'];

/** The objects a request can see: those of one account in one mode. */
export interface Scope {
  readonly accountId: string;
  readonly livemode: boolean;
}

/** The integrator's server. */
export interface KeyCaller extends Scope {
  readonly kind: 'secret' | 'restricted' | 'publishable';
  readonly permissions: ReadonlySet<string>;
  /** Addresses and ranges from which alone the key may be used; empty for everywhere. */
  readonly ipAllowlist: readonly string[];
}

/** The person's device, holding the client secret of one session, or an ephemeral key. */
export interface ClientCaller extends Scope {
  readonly kind: 'client';
  readonly sessionId: string;
  /** SHA-256 of the link that the device was given: directly, or through its ephemeral key. */
  readonly linkHash: Uint8Array;
  /** Id of the opening under which the person's page acts; null for clients of the integrator's own. */
  readonly openingId: string | null;
  /** `capture` of a second device, which takes pictures and decides nothing. */
  readonly scope: PageScope;
}

export type Caller = KeyCaller | ClientCaller;

/** A request, as a use case needs to know it. */
export interface RequestInfo {
  readonly id: string;
  readonly idempotencyKey: string | null;
  /** `Stripe-Version`, as it was sent. */
  readonly apiVersion: string | null;
}

/** What every use case of the API is told beside its parameters. */
export interface Context {
  readonly caller: Caller;
  readonly request: RequestInfo;
}
