import { Agent, buildConnector, request } from 'undici';
import { assertPublicHost, isPrivateAddress, PrivateDestinationError } from './destination.js';
import { createDnsResolver, lookupWith, type ResolveName, withLocalNames } from './resolve-name.js';

export type PostWebhook = (input: {
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Refuse addresses that are not on the public internet. */
  readonly publicOnly: boolean;
}) => Promise<WebhookResponse>;

export type WebhookResponse =
  | {
      readonly statusCode: number;
      readonly body: string;
      /** The header as it came. */
      readonly retryAfter: string | null;
    }
  /** No response came. */
  | { readonly statusCode: null; readonly error: string };

const RESPONSE_LIMIT = 4096;

/**
 * Sends webhooks. A connection serves one delivery: endpoints are many and deliveries to one are rare, and
 * a kept connection would outlive a change of its name's address.
 *
 * Redirects are not followed. Whatever goes wrong is a value: a delivery that fails is expected.
 *
 * @param timeoutMs longest time from resolving the name to the end of the answer
 */
export function createPostWebhook(
  timeoutMs: number,
  resolve: ResolveName = createDnsResolver(),
): PostWebhook & { close(): Promise<void> } {
  const agent = (connect: buildConnector.connector) =>
    new Agent({ pipelining: 0, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connect });
  const anywhere = agent(
    buildConnector({
      timeout: timeoutMs,
      lookup: lookupWith(withLocalNames(resolve), { publicOnly: false }),
    }),
  );
  const publicly = agent(
    refusingPrivatePeers(
      buildConnector({ timeout: timeoutMs, lookup: lookupWith(resolve, { publicOnly: true }) }),
    ),
  );

  const post: PostWebhook = async ({ url, body, headers, publicOnly }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const target = new URL(url);
      if (publicOnly) assertPublicHost(target);
      const response = await request(target, {
        method: 'POST',
        headers,
        body,
        dispatcher: publicOnly ? publicly : anywhere,
        signal,
      });
      return {
        statusCode: response.statusCode,
        body: await readStart(response.body),
        retryAfter: only(response.headers['retry-after']),
      };
    } catch (error) {
      return { statusCode: null, error: signal.aborted ? 'no response in time' : describe(error) };
    }
  };
  return Object.assign(post, {
    close: async () => {
      await Promise.all([anywhere.destroy(), publicly.destroy()]);
    },
  });
}

/** Looks at whom a connection has reached before anything is written to it, however it got there. */
function refusingPrivatePeers(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      const peer = socket.remoteAddress;
      if (peer !== undefined && !isPrivateAddress(peer)) return callback(null, socket);
      socket.destroy();
      callback(new PrivateDestinationError(options.hostname), null);
    });
}

const only = (header: string | string[] | undefined): string | null =>
  (Array.isArray(header) ? header[0] : header) ?? null;

/** The first 4 KiB as text; the rest is not waited for. NUL, which PostgreSQL's text refuses, becomes U+FFFD. */
async function readStart(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= RESPONSE_LIMIT) break;
  }
  return Buffer.concat(chunks).subarray(0, RESPONSE_LIMIT).toString('utf8').replaceAll('\0', '\uFFFD');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses fails with all of their errors, and says nothing itself.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(describe).join(', ');
  return error.message === '' ? error.name : error.message;
}
