import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorResponse } from './error-response.js';

/** How often a body is looked after within the time that it may stand still. */
const LOOKS = 4;

/**
 * Answers 408 when nothing of a request's body has come for a while, though more was announced: a client that
 * counted its own bytes wrongly learns of it while it still waits, and one on a slow line, of which bytes keep coming,
 * has as long as a request may take.
 *
 * @param idleMs between the last byte and the answer; up to a quarter more passes
 */
export function refuseStalledBodies(server: FastifyInstance, idleMs: number): void {
  server.addHook('onRequest', async (request, reply) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (encoding === undefined && (length === undefined || length === '0')) return;
    watch(request, reply, idleMs);
  });
}

function watch(request: FastifyRequest, reply: FastifyReply, idleMs: number): void {
  const { raw } = request;
  let seen = raw.socket.bytesRead;
  let quiet = 0;
  const timer = setInterval(() => {
    if (raw.complete || raw.destroyed || reply.sent) {
      clearInterval(timer);
      return;
    }
    quiet = raw.socket.bytesRead === seen ? quiet + 1 : 0;
    seen = raw.socket.bytesRead;
    if (quiet < LOOKS) return;
    clearInterval(timer);
    const { status, body } = errorResponse(Object.assign(new Error('stalled'), { statusCode: 408 }));
    reply.status(status).header('connection', 'close').send(body);
  }, idleMs / LOOKS);
  timer.unref();
}
