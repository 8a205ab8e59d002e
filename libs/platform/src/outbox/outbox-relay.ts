import { reasonOf } from '../prisma/database-error.js';
import { NotificationListener } from '../prisma/notification-listener.js';
import { BATCH_SIZE, pruneOutbox, type RelayDeps, relayOutbox } from './relay-outbox.js';
import { OUTBOX_CHANNEL } from './write-outbox.js';

/** How often the outbox is looked at without being told to, in ms: the notification may be lost with its connection. */
const POLL_MS = 1_000;
const PRUNE_EVERY_MS = 10 * 60_000;
const KEEP_PUBLISHED_MS = 24 * 3_600_000;

export interface OutboxRelayDeps extends RelayDeps {
  /** For the connection of its own on which it is told of new rows. */
  readonly databaseUrl: string;
}

/** Carries jobs from the outbox to the queue for as long as it runs: at once when told, else within a second. */
export class OutboxRelay {
  private readonly listener: NotificationListener;
  private running: Promise<void> | undefined;
  private stopping = false;
  private wake: () => void = () => {};
  private awake = false;
  private lastProblem = '';
  private prunedAt = 0;

  constructor(private readonly deps: OutboxRelayDeps) {
    this.listener = new NotificationListener(deps.databaseUrl, OUTBOX_CHANNEL, () => this.wakeUp());
  }

  /** Starts the loop; outages of PostgreSQL or the queue are logged once and outlived. */
  start(): void {
    if (this.running) throw new Error('the outbox relay is already running');
    this.stopping = false;
    this.running = this.loop();
  }

  /** Lets the batch at hand finish, then resolves. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp();
    await this.running;
    this.running = undefined;
    await this.listener.close();
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      const problems: string[] = [];
      const note = (error: unknown) => void problems.push(reasonOf(error));
      // Without the subscription the poll still finds every row.
      await this.listener.ensureListening().catch(note);
      await this.drain().catch(note);
      this.report(problems.join('; '));
      // While something is down, notifications are not worth a try of their own.
      if (problems.length > 0) this.awake = false;
      await this.sleep();
    }
  }

  private async drain(): Promise<void> {
    while (!this.stopping && (await relayOutbox(this.deps)) === BATCH_SIZE);
    await this.pruneNowAndThen();
  }

  private async pruneNowAndThen(): Promise<void> {
    const now = this.deps.clock.now().getTime();
    if (now - this.prunedAt < PRUNE_EVERY_MS) return;
    this.prunedAt = now;
    await pruneOutbox(this.deps, { publishedBefore: new Date(now - KEEP_PUBLISHED_MS) });
  }

  /** Once per problem and not once per second. */
  private report(problem: string): void {
    if (problem !== '' && problem !== this.lastProblem) {
      this.deps.logger.warn({ problem }, 'the outbox cannot be relayed as it should; trying on');
    }
    this.lastProblem = problem;
  }

  private wakeUp(): void {
    this.awake = true;
    this.wake();
  }

  private async sleep(): Promise<void> {
    if (!this.awake && !this.stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.awake = false;
  }
}
