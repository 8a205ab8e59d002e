import pg from 'pg';
import { connectionFields } from '../prisma/connection.js';
import { OUTBOX_CHANNEL } from './write-outbox.js';

/** Hears of committed outbox rows. A pool cannot: a subscription belongs to one connection. */
export class OutboxListener {
  private client: pg.Client | undefined;

  /** @param onRows called whenever rows were committed, and when the connection is lost */
  constructor(
    private readonly databaseUrl: string,
    private readonly onRows: () => void,
  ) {}

  /** Connects unless connected. Rejects when the server does not answer; calling again tries again. */
  async ensureListening(): Promise<void> {
    if (this.client) return;
    const client = new pg.Client({
      ...connectionFields(this.databaseUrl),
      application_name: 'idem outbox',
      connectionTimeoutMillis: 5_000,
      // A server that vanished without a word is noticed, instead of being listened to for ever.
      keepAlive: true,
    });
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      this.onRows();
    };
    client.on('notification', this.onRows);
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    this.client = client;
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.end();
  }
}
