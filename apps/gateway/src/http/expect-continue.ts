import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Requests whose client holds its body back until it is asked for it (`Expect: 100-continue`, RFC 9110 §10.1.1). */
const heldBack = new WeakSet<IncomingMessage>();

/**
 * Lets nobody send a body that will be refused: it is asked for by {@link askForBody} once it is known to be wanted, and
 * of forms and JSON, which are small, at once. A refusal that comes before that ends the connection, for on it the
 * client may or may not send the body now.
 *
 * @param bodyLimit in bytes, of forms and JSON
 */
export function holdBodiesBack(server: FastifyInstance, bodyLimit: number): void {
  server.server.on('checkContinue', (request: IncomingMessage, response) => {
    heldBack.add(request);
    server.server.emit('request', request, response);
  });
  server.addHook('preParsing', async (request, reply) => {
    const isMultipart = request.headers['content-type']?.toLowerCase().startsWith('multipart/') === true;
    if (!isMultipart && !(Number(request.headers['content-length'] ?? 0) > bodyLimit))
      askForBody(request, reply);
  });
  server.addHook('onSend', async (request, reply) => {
    if (heldBack.has(request.raw)) reply.header('connection', 'close');
  });
}

/** Tells a client that waits for it to send its body. */
export function askForBody(request: FastifyRequest, reply: FastifyReply): void {
  if (heldBack.delete(request.raw)) reply.raw.writeContinue();
}
