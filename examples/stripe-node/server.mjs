// An integration as it would be written for Stripe Identity. What points it at Idem is the second
// argument of `new Stripe`; nothing else knows the difference.
//
//   STRIPE_API_KEY=sk_test_… IDEM_URL=http://localhost:3000 node examples/stripe-node/server.mjs
//
// POST /verification-sessions sends a person to their link. POST /webhook hears what came of it.
// @ts-check
import { createServer } from 'node:http';
import Stripe from 'stripe';

const { STRIPE_API_KEY, IDEM_URL = 'http://localhost:3000', PORT = '4242' } = process.env;
if (!STRIPE_API_KEY) throw new Error('STRIPE_API_KEY is the secret key that `npm start` prints');
const idem = new URL(IDEM_URL);

const stripe = new Stripe(STRIPE_API_KEY, {
  host: idem.hostname,
  port: idem.port,
  protocol: idem.protocol === 'https:' ? 'https' : 'http',
});

/** The endpoint's signing secret is told once, when the endpoint is created. */
let endpointSecret = '';

async function createSession() {
  return stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: true } },
    metadata: { user_id: 'user-1' },
  });
}

/** @param {Stripe.Event} event */
async function hear(event) {
  switch (event.type) {
    case 'identity.verification_session.verified': {
      const session = event.data.object;
      const { verified_outputs: person } = await stripe.identity.verificationSessions.retrieve(session.id, {
        expand: ['verified_outputs'],
      });
      console.log(`${session.metadata.user_id} is ${person?.first_name} ${person?.last_name}`);
      break;
    }
    case 'identity.verification_session.requires_input': {
      const session = event.data.object;
      console.log(`${session.metadata.user_id} has to try again: ${session.last_error?.reason}`);
      break;
    }
  }
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  try {
    if (request.method === 'POST' && request.url === '/verification-sessions') {
      const session = await createSession();
      response.writeHead(303, { location: session.url ?? '/' }).end(JSON.stringify({ id: session.id }));
    } else if (request.method === 'POST' && request.url === '/webhook') {
      const body = await bodyOf(request);
      const signature = request.headers['stripe-signature'] ?? '';
      const event = stripe.webhooks.constructEvent(body, signature, endpointSecret);
      response.writeHead(200).end();
      await hear(event);
    } else {
      response.writeHead(404).end();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!response.headersSent) response.writeHead(400).end();
  }
});

server.listen(Number(PORT), '127.0.0.1', async () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const url = `http://127.0.0.1:${address.port}`;
  const endpoint = await stripe.webhookEndpoints.create({
    url: `${url}/webhook`,
    enabled_events: [
      'identity.verification_session.verified',
      'identity.verification_session.requires_input',
    ],
  });
  endpointSecret = endpoint.secret ?? '';
  console.log(`listening on ${url}`);
});
