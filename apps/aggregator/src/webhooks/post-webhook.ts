import { buildConnector, Client, errors } from 'undici';
import { z } from 'zod';
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
      /** The answer came from an address that is not on the public internet. */
      readonly fromPrivate: boolean;
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
  const timeout = timeoutMs;
  const anywhere = buildConnector({
    timeout,
    lookup: lookupWith(withLocalNames(resolve), { publicOnly: false }),
  });
  const publicly = buildConnector({ timeout, lookup: lookupWith(resolve, { publicOnly: true }) });
  const closing = new AbortController();

  const post: PostWebhook = async ({ url, body, headers, publicOnly }) => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closing.signal]);
    let peerIsPrivate = true;
    let client: Client | undefined;
    try {
      const target = new URL(url);
      if (publicOnly) assertPublicHost(target);
      client = new Client(target.origin, {
        pipelining: 0,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        connect: watched(publicOnly ? publicly : anywhere, (address) => {
          peerIsPrivate = isPrivateAddress(address);
          return !publicOnly || !peerIsPrivate;
        }),
      });
      const path = `${target.pathname}${target.search}`;
      const response = await client.request({ path, method: 'POST', headers, body, signal });
      return {
        statusCode: response.statusCode,
        body: await readStart(response.body),
        retryAfter: only(response.headers['retry-after']),
        fromPrivate: peerIsPrivate,
      };
    } catch (error) {
      const late = signal.aborted || LATE.some((kind) => error instanceof kind);
      return { statusCode: null, error: late ? 'no response in time' : describe(error) };
    } finally {
      await client?.destroy();
    }
  };
  return Object.assign(post, { close: async () => closing.abort() });
}

/** Every part has the time of the whole: which of the clocks strikes first says nothing. */
const LATE = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];

/** Lets a connection be judged by whom it has reached, before anything of the request is written to it. */
function watched(
  connect: buildConnector.connector,
  admits: (address: string) => boolean,
): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      if (socket.remoteAddress !== undefined && admits(socket.remoteAddress)) return callback(null, socket);
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

/** The parts of an error that tell what went wrong; errors of sockets tell no more than these. */
const failure = z.object({
  message: z.string().default(''),
  syscall: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(z.unknown()).default([]),
});

/** What went wrong, without the address that a name resolved to. */
function describe(error: unknown): string {
  const { data } = failure.safeParse(error);
  if (data === undefined) return String(error);
  // A name with several addresses fails with all of their errors, and says nothing itself.
  if (data.errors.length > 0) return [...new Set(data.errors.map(describe))].join(', ');
  if (data.syscall !== undefined && data.code !== undefined) return `${data.syscall} ${data.code}`;
  return data.message === '' ? String(error) : data.message;
}
