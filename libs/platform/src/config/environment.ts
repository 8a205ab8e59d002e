import {
  DEFAULT_DUPLICATES,
  DEFAULT_LIVENESS,
  DEFAULT_TRIES,
  DUPLICATE_POLICIES,
  LIVENESS_POLICIES,
  MAX_REFERENCE_HOURS,
} from '@idem/domain';
import { z } from 'zod';

/** Comma-separated list; blanks around items are ignored. */
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const wholeNumber = (min: number, max: number) => z.coerce.number().pipe(z.int().min(min).max(max));

const perSecond = wholeNumber(0, 100_000);

const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;
const key = z.string().regex(BASE64_OF_32_BYTES, {
  error: 'must be 32 bytes in base64 (make one with: openssl rand -base64 32)',
});

/**
 * Every environment variable Idem reads. The README's table is generated from this schema, so a
 * variable without a description cannot exist.
 */
export const environmentSchema = z.object({
  DATABASE_URL: urlOf('postgres:', 'postgresql:').describe(
    'PostgreSQL 14 or newer, where everything lasting lives.',
  ),
  REDIS_URL: urlOf('redis:', 'rediss:', 'postgres:', 'postgresql:').describe(
    'The job queue. A postgres:// address uses PostgreSQL as the queue instead of Redis. ?prefix=… (default idem) keeps installations on one server apart.',
  ),
  S3_ENDPOINT: urlOf('http:', 'https:')
    .optional()
    .describe('S3-compatible object store (MinIO, AWS S3 …) for encrypted images.'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  S3_BUCKET: z.string().optional().describe('Bucket; created at start-up when missing.'),
  S3_ACCESS_KEY: z.string().optional().describe('Access key id for the object store.'),
  S3_SECRET_KEY: z.string().optional().describe('Secret access key for the object store.'),
  OBJECT_STORE_DIR: z
    .string()
    .optional()
    .describe(
      'Directory that holds encrypted images, instead of S3. Every process must see the same directory.',
    ),
  IDEM_MASTER_KEY: key.describe(
    'Wraps every data key. 32 bytes in base64. Whoever loses it loses all stored images and facts.',
  ),
  IDEM_MASTER_KEY_PREVIOUS: list
    .pipe(z.array(key))
    .default([])
    .describe('Retired master keys, comma-separated: still unwrap, never wrap.'),
  HOST: z.string().default('0.0.0.0').describe('Address the HTTP server listens on.'),
  PORT: wholeNumber(0, 65_535)
    .default(3000)
    .describe('Port the HTTP server listens on; 0 takes any free one.'),
  PUBLIC_URL: urlOf('http:', 'https:')
    .optional()
    .describe(
      'Address at which people reach the gateway; the `url` of a session begins with it. Default: http://localhost:PORT.',
    ),
  TRUSTED_PROXIES: list
    .default([])
    .describe(
      'Addresses and CIDR ranges of reverse proxies, comma-separated: their X-Forwarded-For tells where a request comes from. API keys that are bound to addresses need it behind a proxy.',
    ),
  RATE_LIMIT_LIVE: perSecond
    .default(100)
    .describe(
      'Requests a second that one account may make in live mode; more are answered 429. 0: no limit.',
    ),
  RATE_LIMIT_TEST: perSecond.default(25).describe('The same in test mode.'),
  RATE_LIMIT_ENDPOINT: perSecond
    .default(25)
    .describe('Requests a second of one account and mode to one method and path.'),
  RATE_LIMIT_FILES: perSecond
    .default(20)
    .describe('Requests a second of one account and mode to /v1/files and below.'),
  RATE_LIMIT_ADDRESS: perSecond
    .default(50)
    .describe(
      'Requests a second from one IP address that hold no valid API key: people’s devices, links, wrong keys. Behind a proxy it needs TRUSTED_PROXIES.',
    ),
  RATE_LIMIT_STATIC_LINK: wholeNumber(0, 100_000)
    .default(10)
    .describe('Sessions a minute that one IP address may open through static links of verification flows.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged.'),
  DATA_DIR: z
    .string()
    .default('.local')
    .describe('Where a stack started without containers keeps its own data.'),
  MODELS_DIR: z.string().default('models/built').describe('Directory with the built ONNX models.'),
  MODEL_OVERRIDES: z
    .string()
    .optional()
    .describe('Path of a JSON file that puts other models in the place of built-in ones.'),
  OPTIONAL_MODELS: list.default([]).describe('Ids of optional models to use, comma-separated.'),
  LIVENESS_DEFAULT: z
    .enum(LIVENESS_POLICIES)
    .default(DEFAULT_LIVENESS)
    .describe(
      'How sessions with a selfie that do not say it themselves (`options[document][liveness]`) find out whether a person is there: `required_active` asks for movements before the camera, `passive` judges still pictures, `off` judges nothing.',
    ),
  LIVENESS_ON_PAGE: z
    .enum(LIVENESS_POLICIES)
    .default('required_active')
    .describe(
      'The same for sessions whose link was opened by the page of this server, which leads a person through the movements.',
    ),
  SELFIE_CHALLENGE_SECONDS: wholeNumber(30, 600)
    .default(120)
    .describe('Time in which a selfie challenge has to be answered.'),
  TRIES_SESSION: wholeNumber(0, 1_000)
    .default(DEFAULT_TRIES.session)
    .describe(
      'Submissions of one session that may fail before it takes no more (`options[tries][session]` of a flow comes first). 0: any number.',
    ),
  TRIES_REFERENCE: wholeNumber(0, 1_000)
    .default(DEFAULT_TRIES.reference)
    .describe(
      'The same of all sessions of one account and mode with the same `client_reference_id` (`options[tries][reference]`).',
    ),
  TRIES_REFERENCE_HOURS: wholeNumber(1, MAX_REFERENCE_HOURS)
    .default(DEFAULT_TRIES.referenceHours)
    .describe('Hours within which tries of one reference are counted (`options[tries][reference_hours]`).'),
  CSCA_STORE: z
    .string()
    .optional()
    .describe(
      'The JSON file of trusted authorities that `npm run csca` writes; read again whenever it changes. Without it no chip is believed. Default: trust-store.json in DATA_DIR.',
    ),
  CSCA_REVOCATION: z
    .enum(['when_loaded', 'required'])
    .default('when_loaded')
    .describe(
      'Whether a chip is believed although no current revocation list of its state is loaded (`when_loaded`), or not (`required`).',
    ),
  WORKER_CONCURRENCY: wholeNumber(1, 64)
    .default(1)
    .describe(
      'Checks a worker runs at the same time; each takes one core, and half a gigabyte for its own copy of the models.',
    ),
  CHECK_DEADLINE_SECONDS: wholeNumber(5, 86_400)
    .default(900)
    .describe(
      'A check without an outcome this long after its submission counts as errored, so that no session waits for ever. Longer than the longest queue you expect.',
    ),
  FACE_DUPLICATES_DAYS: wholeNumber(0, 3_650)
    .default(365)
    .describe(
      'Days for which verified faces are remembered, sealed, and looked for in later sessions of the account and mode; a face under another name or reference is told as the insight `duplicate_face`. 0 remembers none and forgets those that were.',
    ),
  DOCUMENT_DUPLICATES_DAYS: wholeNumber(0, 3_650)
    .default(365)
    .describe(
      'The same of the numbers of verified documents, which are kept as keyed fingerprints (`duplicate_document`).',
    ),
  DUPLICATES_DEFAULT: z
    .enum(DUPLICATE_POLICIES)
    .default(DEFAULT_DUPLICATES)
    .describe(
      'What becomes of a person who seems to have been verified under another name, face or reference, where the flow does not say it (`options[duplicates]`): `tell` adds the insight, `review` waits for a reviewer, `refuse` does not verify.',
    ),
  WEBHOOK_TIMEOUT_MS: wholeNumber(100, 60_000)
    .default(10_000)
    .describe('Longest wait for the answer to a webhook.'),
  WEBHOOK_ALLOW_PRIVATE_NETWORKS: z
    .stringbool()
    .default(false)
    .describe('Whether webhooks may be sent to loopback, private and link-local addresses.'),
  WEBHOOK_DISABLE_AFTER_DAYS: wholeNumber(0, 90)
    .default(5)
    .describe(
      'Days in which no webhook to an endpoint succeeded, although some were tried all along, after which the endpoint is disabled and says why. 0 disables none.',
    ),
  MAX_UPLOAD_BYTES: wholeNumber(1_024, 100_000_000)
    .default(10_000_000)
    .describe('Largest accepted image file.'),
  MAX_IMAGE_PIXELS: wholeNumber(10_000, 500_000_000)
    .default(64_000_000)
    .describe('Largest accepted image, width × height, so that a small file cannot unfold into a huge one.'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** A row of the documentation's table. */
export interface DocumentedVariable {
  readonly name: keyof Environment;
  readonly description: string;
  readonly required: boolean;
  /** As it would be written in the environment; absent when there is none. */
  readonly default?: string;
}

/** Every variable with its description, in the order in which they belong together. */
export function documentedVariables(): readonly DocumentedVariable[] {
  return Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const fallback = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
    return {
      name: name as keyof Environment,
      description: schema.description ?? '',
      required: !(schema instanceof z.ZodOptional || schema instanceof z.ZodDefault),
      ...(fallback !== undefined && { default: String(fallback) }),
    };
  });
}
