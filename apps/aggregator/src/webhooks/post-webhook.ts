import { Agent, request } from 'undici';
import { assertPublicHost, publicLookup } from './destination.js';

export type PostWebhook = (input: {
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** Refuse addresses that are not on the public internet. */
  readonly publicOnly: boolean;
}) => Promise<WebhookResponse>;

export type WebhookResponse =
  | { readonly statusCode: number; readonly body: string }
  /** No response came. */
  | { readonly statusCode: null; readonly error: string };

const RESPONSE_LIMIT = 4096;

/**
 * Sends webhooks. A connection serves one delivery: endpoints are many and deliveries to one are rare, and
 * a kept connection would outlive a change of its name's address.
 *
 * Redirects are not followed. Whatever goes wrong is a value: a delivery that fails is expected.
 *
 * @param timeoutMs longest time from connecting to the end of the answer
 */
export function createPostWebhook(timeoutMs: number): PostWebhook & { close(): Promise<void> } {
  const common = { pipelining: 0, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const anywhere = new Agent({ ...common, connect: { timeout: timeoutMs } });
  const publicly = new Agent({ ...common, connect: { timeout: timeoutMs, lookup: publicLookup } });

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
      return { statusCode: response.statusCode, body: await readStart(response.body) };
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
