/** Attempts at one endpoint that one process makes at the same time. */
const WIDTH = 8;
/** Attempts that wait for those; what does not fit falls due again in PostgreSQL. */
const LENGTH = 1_000;

interface Lane {
  running: number;
  readonly waiting: Map<string, () => Promise<void>>;
}

/**
 * Makes attempts at deliveries, every endpoint in a lane of its own: one that keeps silent fills its lane, and nothing
 * else waits for it. What waits here may be lost at any moment, for each delivery is due again in PostgreSQL.
 */
export class DeliveryLanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  /** @param onError is told of an attempt that threw; a delivery that failed is no such thing */
  constructor(private readonly onError: (error: unknown) => void) {}

  /**
   * Lets an attempt be made when its endpoint's lane has room, and returns at once.
   *
   * @param key of the attempt; while one of the same key waits, nothing is added
   */
  add(endpointId: string, key: string, attempt: () => Promise<void>): void {
    if (this.stopped) return;
    const lane = this.lanes.get(endpointId) ?? { running: 0, waiting: new Map() };
    this.lanes.set(endpointId, lane);
    if (lane.waiting.size < LENGTH && !lane.waiting.has(key)) lane.waiting.set(key, attempt);
    this.proceed(endpointId, lane);
  }

  /** Begins nothing any more, and resolves when what was running has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private proceed(endpointId: string, lane: Lane): void {
    for (const [key, attempt] of lane.waiting) {
      if (lane.running >= WIDTH || this.stopped) break;
      lane.waiting.delete(key);
      lane.running += 1;
      const run = attempt()
        .catch(this.onError)
        .finally(() => {
          lane.running -= 1;
          this.running.delete(run);
          this.proceed(endpointId, lane);
        });
      this.running.add(run);
    }
    if (lane.running === 0 && lane.waiting.size === 0) this.lanes.delete(endpointId);
  }
}
