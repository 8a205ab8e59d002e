// An integration as it is written for Stripe Identity, against the types of the official package. Nothing in it knows of
// Idem: the test that compiles and runs it adds host, port and protocol to the second argument of `new Stripe`.
import { createServer } from 'node:http';
import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_API_KEY as string, { maxNetworkRetries: 2 });

type Session = Stripe.Identity.VerificationSession;

const createParams: Stripe.Identity.VerificationSessionCreateParams = {
  type: 'document',
  options: { document: { allowed_types: ['passport', 'id_card'], require_matching_selfie: true } },
  provided_details: { email: 'jenny.rosen@example.com' },
  client_reference_id: 'user-1',
  return_url: 'https://shop.example/verified',
  metadata: { user_id: 'user-1' },
};

const heard: string[] = [];

/** Stripe's sample of a webhook handler. */
async function handle(event: Stripe.Event): Promise<void> {
  switch (event.type) {
    case 'identity.verification_session.verified': {
      const session = await stripe.identity.verificationSessions.retrieve(event.data.object.id, {
        expand: ['verified_outputs', 'last_verification_report'],
      });
      const report = session.last_verification_report as Stripe.Identity.VerificationReport;
      const names: (string | null | undefined)[] = [
        session.verified_outputs?.first_name,
        session.verified_outputs?.last_name,
        report.document?.issuing_country,
      ];
      heard.push(`verified ${names.every((name) => typeof name === 'string')}`);
      break;
    }
    case 'identity.verification_session.requires_input': {
      const { last_error: error } = event.data.object;
      heard.push(`requires_input ${error?.code}`);
      break;
    }
    case 'identity.verification_session.canceled':
    case 'identity.verification_session.processing':
    case 'identity.verification_session.created':
      heard.push(event.type.split('.')[2] as string);
      break;
  }
}

let endpointSecret = '';
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const signature = request.headers['stripe-signature'] as string;
  const event: Stripe.Event = stripe.webhooks.constructEvent(
    Buffer.concat(chunks),
    signature,
    endpointSecret,
  );
  await handle(event);
  response.writeHead(200).end();
});

async function until(words: string): Promise<void> {
  for (let attempt = 0; attempt < 1_000 && !heard.includes(words); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (!heard.includes(words)) throw new Error(`never heard "${words}", only ${heard.join(', ')}`);
}

await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address() as { port: number };
const endpoint: Stripe.WebhookEndpoint = await stripe.webhookEndpoints.create({
  url: `http://127.0.0.1:${address.port}/webhook`,
  enabled_events: [
    'identity.verification_session.created',
    'identity.verification_session.processing',
    'identity.verification_session.verified',
    'identity.verification_session.requires_input',
    'identity.verification_session.canceled',
  ],
});
endpointSecret = endpoint.secret as string;

const session: Stripe.Response<Session> = await stripe.identity.verificationSessions.create(createParams);
const redirect: string | null = session.url;
const secret: string | null = session.client_secret;
if (redirect === null || secret === null) throw new Error('there is nowhere to send the person');
await until('created');

const updated: Session = await stripe.identity.verificationSessions.update(session.id, {
  metadata: { attempt: '1' },
  options: { document: { require_live_capture: true } },
});
if (updated.metadata.attempt !== '1') throw new Error('the update is not there');

// What a person does on the page, a test says in one call.
const outcome = (how: string, params: Record<string, string> = {}) =>
  stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${session.id}/${how}`, params);
await outcome('fail', { code: 'document_expired' });
await until('requires_input document_expired');
await outcome('verify');
await until('verified true');

const reports: Stripe.ApiList<Stripe.Identity.VerificationReport> =
  await stripe.identity.verificationReports.list({
    verification_session: session.id,
  });
const statuses: Stripe.Identity.VerificationSession.Status[] = [];
for await (const listed of stripe.identity.verificationSessions.list({
  limit: 1,
  created: { gte: session.created },
})) {
  statuses.push(listed.status);
}

try {
  await stripe.identity.verificationSessions.cancel(session.id);
} catch (error) {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
  heard.push(`refused ${error.statusCode}`);
}
const redacted: Session = await stripe.identity.verificationSessions.redact(session.id);
const redaction: Stripe.Identity.VerificationSession.Redaction.Status | undefined =
  redacted.redaction?.status;
await stripe.webhookEndpoints.del(endpoint.id);
server.close();
server.closeAllConnections();
console.log(JSON.stringify({ heard, reports: reports.data.length, statuses, redaction }));
