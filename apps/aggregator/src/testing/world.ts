import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JobName } from '@idem/contracts';
import { DEFAULT_TRIES } from '@idem/domain';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { OpenedFaces } from '@idem/platform/faces/opened-faces';
import { createLogger } from '@idem/platform/log/logger';
import type { JobProducer, PublishOptions } from '@idem/platform/queue/create-producer';
import { systemRandom } from '@idem/platform/random/random';
import { openObjectStore } from '@idem/platform/storage/open-object-store';
import { createFreshDatabase, type FreshDatabase } from '@idem/platform/testing/fresh-database';
import { type FakeClock, fakeClock } from '@idem/testing/clock';
import type { Deps, Settings } from '../deps.js';
import { document, faceMatch, liveness } from './checks.js';

/** A job as it was handed to the queue. */
export interface Published {
  readonly name: JobName;
  readonly payload: unknown;
  readonly jobId: string | undefined;
}

export interface World {
  readonly deps: Deps;
  readonly clock: FakeClock;
  readonly databaseUrl: string;
  /** Where the object store keeps its objects. */
  readonly directory: string;
  /** What was handed to the queue, oldest first; a queue that nobody works on. */
  readonly published: Published[];
  /** Lines of the log. */
  readonly logged: string[];
  /** Whether the queue answers. */
  queueAnswers: boolean;
  end(): Promise<void>;
}

/** A database of one's own, a clock that stands still, a queue that only remembers. */
export async function createWorld(settings: Partial<Settings> = {}): Promise<World> {
  const fresh: FreshDatabase = await createFreshDatabase();
  const clock = fakeClock('2026-05-04T10:00:00.000Z');
  const directory = await mkdtemp(path.join(tmpdir(), 'idem-aggregator-'));
  const published: Published[] = [];
  const logged: string[] = [];
  const producer: JobProducer = {
    publish: async (name, payload, { jobId }: PublishOptions = {}) => {
      if (!world.queueAnswers) throw new Error('the queue does not answer');
      published.push({ name, payload, jobId });
    },
    check: async () => {},
    close: async () => {},
  };
  const world: World = {
    deps: {
      db: fresh.database,
      keys: new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] }),
      producer,
      store: await openObjectStore({ driver: 'file-system', directory }),
      clock,
      random: systemRandom,
      faces: new OpenedFaces(1_000),
      log: createLogger({ name: 'aggregator', level: 'info' }, { write: (line) => logged.push(line) }),
      checks: [document, faceMatch, liveness],
      settings: {
        publicUrl: 'https://id.example',
        checkDeadlineSeconds: 120,
        tries: DEFAULT_TRIES,
        faceDuplicatesDays: 365,
        documentDuplicatesDays: 365,
        duplicatesDefault: 'tell',
        webhookTimeoutMs: 1_000,
        webhookAllowPrivateNetworks: false,
        webhookDisableAfterDays: 5,
        ...settings,
      },
    },
    clock,
    databaseUrl: fresh.url,
    directory,
    published,
    logged,
    queueAnswers: true,
    async end() {
      await fresh.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return world;
}
