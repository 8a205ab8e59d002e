import type { CheckDefinition, DuplicatePolicy, TryLimits } from '@idem/domain';
import type { Clock } from '@idem/platform/clock/clock';
import type { MasterKeyRing } from '@idem/platform/crypto/master-key';
import type { OpenedFaces } from '@idem/platform/faces/opened-faces';
import type { Logger } from '@idem/platform/log/logger';
import type { Database } from '@idem/platform/prisma/open-database';
import type { JobProducer } from '@idem/platform/queue/create-producer';
import type { Random } from '@idem/platform/random/random';
import type { ObjectStore } from '@idem/platform/storage/object-store';

/** What the aggregator's use cases may touch. */
export interface Deps {
  readonly db: Database;
  readonly keys: MasterKeyRing;
  readonly producer: JobProducer;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly random: Random;
  /** Of earlier searches for a face. */
  readonly faces: OpenedFaces;
  readonly log: Logger;
  readonly checks: readonly CheckDefinition[];
  readonly settings: Settings;
}

export interface Settings {
  /** Origin at which people reach this deployment, without a trailing slash. */
  readonly publicUrl: string;
  readonly checkDeadlineSeconds: number;
  /** How many tries may fail, of sessions that name no limit. */
  readonly tries: TryLimits;
  /** Days for which verified faces are remembered; 0 for none. */
  readonly faceDuplicatesDays: number;
  /** The same of the numbers of their documents. */
  readonly documentDuplicatesDays: number;
  /** The policy of sessions that name none. */
  readonly duplicatesDefault: DuplicatePolicy;
  readonly webhookTimeoutMs: number;
  readonly webhookAllowPrivateNetworks: boolean;
  /** Days of failing after which an endpoint is disabled; 0 for never. */
  readonly webhookDisableAfterDays: number;
}

/** Injection token of {@link Deps}. */
export const DEPS = Symbol('Deps');
