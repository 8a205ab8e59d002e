import type { Socket } from 'node:net';
import { requestInvalid, routeMissing } from '@idem/contracts';
import { API_VERSION } from '@idem/platform/events/record-event';
import { newId } from '@idem/platform/random/ids';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.js';
import { errorResponse } from './error-response.js';
import { holdBodiesBack } from './expect-continue.js';
import { parseForm, parseJsonBody } from './form.js';
import { refuseStalledBodies } from './refuse-stalled.js';

const BODY_LIMIT_BYTES = 1024 * 1024;
/** Longest time a request may take to arrive, so that nobody holds a connection for ever: 10 MB at 300 kbit/s take 270 s. */
const REQUEST_TIMEOUT_MS = 300_000;
/** Longest time without a byte of a body that was announced. Clients give up after 30 s and more. */
const IDLE_BODY_MS = 16_000;
/** Longer than the 60 s after which load balancers let an idle connection go: whoever reuses one must find it open. */
const KEEP_ALIVE_MS = 75_000;
const MAX_PARTS = 50;

/**
 * The HTTP server beneath Nest: how requests are read and what every response carries.
 *
 * @param idleBodyMs longest time without a byte of a body that was announced
 */
export function createServer(
  deps: Pick<Deps, 'random' | 'settings'>,
  { idleBodyMs = IDLE_BODY_MS }: { readonly idleBodyMs?: number } = {},
): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    genReqId: () => newId('req', deps.random),
    requestIdHeader: false,
    trustProxy: deps.settings.trustedProxies.length > 0 && [...deps.settings.trustedProxies],
    // A request that arrives on an open connection during shutdown is answered like any other.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => refuseNonsense(error, socket, newId('req', deps.random)),
    routerOptions: { querystringParser: parseQuery, maxParamLength: 255, ignoreTrailingSlash: true },
    // What the router cannot match reaches no hook and no filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      commonHeaders(deps, request, reply);
      const { status, body } = errorResponse(error);
      reply.status(status).send(body);
    },
    multipart: {
      // Bytes of every part, so that what is text is decoded as strictly as a form's, and what is a file is ours to say.
      isPartAFile: () => true,
      limits: { fileSize: deps.settings.maxUploadBytes, files: MAX_PARTS, parts: MAX_PARTS },
    },
  });
  const server = adapter.getInstance<FastifyInstance>();
  server.addHook('onRequest', async (request, reply) => {
    commonHeaders(deps, request, reply);
    // A query that could not be read is answered here, where the response already has its headers.
    if (isUnreadable(request.query)) throw request.query.refusal;
    if (!isAddressable(request.params)) throw routeMissing(request.method, request.url.split('?', 1)[0]!);
  });
  holdBodiesBack(server, BODY_LIMIT_BYTES);
  refuseStalledBodies(server, idleBodyMs);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => parsed(() => parseForm(Buffer.from(body).toString('latin1')), done),
  );
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    parsed(() => parseJsonBody(Buffer.from(body)), done),
  );
  return adapter;
}

/** What is not HTTP reaches no route: it is answered on the bare socket, which is then closed. */
function refuseNonsense(error: ConnectionError, socket: Socket, requestId: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, reason] = TRANSPORT_FAILURES[error.code] ?? [400, 'Bad Request'];
  const body = JSON.stringify(errorResponse(Object.assign(new Error(reason), { statusCode: status })).body);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\nRequest-Id: ${requestId}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const TRANSPORT_FAILURES: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};

function parsed(parse: () => unknown, done: (error: Error | null, body?: unknown) => void): void {
  let body: unknown;
  try {
    body = parse();
  } catch (error) {
    done(error instanceof Error ? error : requestInvalid('The request body cannot be read.'));
    return;
  }
  done(null, body);
}

/** PostgreSQL cannot even be asked for U+0000: nothing is found under such an address. */
const isAddressable = (params: unknown): boolean =>
  !Object.values(Object(params) as object).some((value) => typeof value === 'string' && value.includes('\0'));

/** The router parses queries before any hook runs and crashes when that throws: the refusal waits in the query's place. */
class UnreadableQuery {
  constructor(readonly refusal: unknown) {}
}

const isUnreadable = (query: unknown): query is UnreadableQuery => query instanceof UnreadableQuery;

function parseQuery(text: string): Record<string, unknown> {
  try {
    return parseForm(text);
  } catch (refusal) {
    return new UnreadableQuery(refusal) as unknown as Record<string, unknown>;
  }
}

function commonHeaders(
  { settings }: Pick<Deps, 'settings'>,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const version = request.headers['stripe-version'];
  const key = request.headers['idempotency-key'];
  reply.headers({
    'Request-Id': request.id,
    'Stripe-Version': typeof version === 'string' ? version.slice(0, 100) : API_VERSION,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    ...(settings.publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    ...(request.method === 'POST' && typeof key === 'string' ? { 'Idempotency-Key': key.slice(0, 255) } : {}),
  });
}
