import type { CheckDefinition, LivenessPolicy } from '@idem/domain';
import type { Clock } from '@idem/platform/clock/clock';
import type { MasterKeyRing } from '@idem/platform/crypto/master-key';
import type { Logger } from '@idem/platform/log/logger';
import type { Database } from '@idem/platform/prisma/open-database';
import type { Random } from '@idem/platform/random/random';
import type { ObjectStore } from '@idem/platform/storage/object-store';

/** What the gateway's use cases may touch. */
export interface Deps {
  readonly db: Database;
  readonly keys: MasterKeyRing;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Logger, 'error' | 'warn'>;
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
  /** Time in which a selfie challenge has to be answered. */
  readonly challengeSeconds: number;
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
}

/** Injection token of {@link Deps}. */
export const DEPS = Symbol('Deps');
