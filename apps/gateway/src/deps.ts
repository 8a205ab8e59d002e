import type { CheckDefinition, LivenessPolicy, TryLimits } from '@idem/domain';
import type { Clock } from '@idem/platform/clock/clock';
import type { MasterKeyRing } from '@idem/platform/crypto/master-key';
import type { Logger } from '@idem/platform/log/logger';
import type { Database } from '@idem/platform/prisma/open-database';
import type { Random } from '@idem/platform/random/random';
import type { RateLimiter } from '@idem/platform/rate-limits/open-rate-limiter';
import type { ObjectStore } from '@idem/platform/storage/object-store';

/** What the gateway's use cases may touch. */
export interface Deps {
  readonly db: Database;
  readonly keys: MasterKeyRing;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  readonly limiter: Pick<RateLimiter, 'take'>;
  readonly checks: readonly CheckDefinition[];
  readonly settings: Settings;
  /** Throws when the queue backend does not answer. */
  readonly pingQueue: () => Promise<void>;
}

export interface Settings {
  /** Origin at which people reach this deployment, without a trailing slash. */
  readonly publicUrl: string;
  readonly checkDeadlineSeconds: number;
  readonly maxUploadBytes: number;
  readonly maxImagePixels: number;
  /** The liveness policy of sessions that name none. */
  readonly livenessDefault: LivenessPolicy;
  /** The same of those that the person's page leads through. */
  readonly livenessOnPage: LivenessPolicy;
  /** How many tries may fail, of sessions that name no limit. */
  readonly tries: TryLimits;
  /** Time in which a selfie challenge has to be answered. */
  readonly challengeSeconds: number;
  /** Days for which verified faces, and numbers of documents, are remembered; 0 for none. */
  readonly faceDuplicatesDays: number;
  readonly documentDuplicatesDays: number;
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly rateLimits: RateLimits;
}

/** How much is answered before a request is turned away; 0 switches a limit off. */
export interface RateLimits {
  /** Requests a second of one account, in live and in test mode. */
  readonly live: number;
  readonly test: number;
  /** Requests a second of one account and mode to one method and path. */
  readonly endpoint: number;
  /** The same of `/v1/files` and all below it. */
  readonly files: number;
  /** Requests a second of one address that come without an API key, or with one that is not valid. */
  readonly address: number;
  /** Sessions a minute that one address may open through static links. */
  readonly staticLink: number;
}

/** Injection token of {@link Deps}. */
export const DEPS = Symbol('Deps');
