import { type IncomingHttpHeaders, request as open } from 'node:http';

/** A request that no well-behaved client would send: its path goes over the wire as it stands. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In latin1, so that every byte can be written. */
  readonly body: string | null;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends without normalising anything. */
export function sendRaw(origin: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const bytes = body === null ? null : Buffer.from(body, 'latin1');
  return new Promise((resolve, reject) => {
    const sent = open(
      {
        hostname,
        port,
        method,
        path,
        agent: false,
        headers: { ...headers, ...(bytes === null ? {} : { 'content-length': String(bytes.length) }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(bytes ?? undefined);
  });
}
