import pg from 'pg';
import { connectionFields } from './connection.js';

/** Hears what PostgreSQL announces on a channel. A pool cannot: a subscription belongs to one connection. */
export class NotificationListener {
  private client: pg.Client | undefined;

  /**
   * @param channel a name of lower-case letters and underscores
   * @param onNotification called at every announcement, and when the connection is lost
   */
  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly onNotification: () => void,
  ) {}

  /** Connects unless connected. Rejects when the server does not answer; calling again tries again. */
  async ensureListening(): Promise<void> {
    if (this.client) return;
    const client = new pg.Client({
      ...connectionFields(this.databaseUrl),
      application_name: `idem ${this.channel}`,
      connectionTimeoutMillis: 5_000,
      // A server that vanished without a word is noticed, instead of being listened to for ever.
      keepAlive: true,
    });
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      this.onNotification();
    };
    client.on('notification', this.onNotification);
    client.on('error', lost);
    client.on('end', lost);
    await client.connect();
    await client.query(`LISTEN ${this.channel}`);
    this.client = client;
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.end();
  }
}
