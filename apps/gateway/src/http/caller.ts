/** What a restricted key can be granted. Secret keys hold all but the last two. */
export const PERMISSIONS = [
  'identity.read',
  'identity.write',
  /** To put a person's verdict in the place of the checks'. */
  'identity.review',
  'files.read',
  'files.write',
  'events.read',
  'webhook_endpoints.read',
  'webhook_endpoints.write',
  /**
   * Dates of birth, numbers, sex, place of birth and pictures, of verifications processed in the last 48 hours: only
   * ever granted to a restricted key, by name.
   */
  'identity.recent_sensitive_results',
  /** The same of all verifications, to a restricted key that is bound to IP addresses; of recent ones to any other. */
  'identity.sensitive_results',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const SENSITIVE_PERMISSIONS = [
  'identity.recent_sensitive_results',
  'identity.sensitive_results',
] as const satisfies readonly Permission[];

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
