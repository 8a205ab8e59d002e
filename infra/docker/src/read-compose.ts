import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const condition = z.enum(['service_healthy', 'service_completed_successfully']);

/** What the tests look at; anything else in a service is left to `docker compose config`. */
const service = z.looseObject({
  image: z.string(),
  build: z.looseObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition })).default({}),
  healthcheck: z
    .object({ test: z.array(z.string()).min(2) })
    .loose()
    .optional(),
  restart: z.string(),
  read_only: z.boolean().default(false),
  privileged: z.boolean().default(false),
  cap_add: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  tmpfs: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  container_name: z.string().optional(),
  stop_grace_period: z.string().optional(),
  deploy: z
    .looseObject({
      resources: z.object({ limits: z.object({ cpus: z.string(), memory: z.string(), pids: z.int() }) }),
    })
    .optional(),
});

const compose = z.looseObject({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })),
});

export type ComposeService = z.infer<typeof service>;
export type Compose = z.infer<typeof compose>;

/**
 * A compose file with its anchors merged, as Compose itself sees it before it fills in variables.
 *
 * @throws ZodError when it has not the shape the tests can judge.
 */
export function readCompose(file: string): Compose {
  return compose.parse(parse(readFileSync(file, 'utf8'), { merge: true }));
}

/** One `${NAME}`, `${NAME:-fallback}` or `${NAME:?message}`. */
export interface Interpolation {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: string | undefined;
}

/** Every variable a text takes from the environment or `.env`. */
export function interpolations(text: string): Interpolation[] {
  return [...text.matchAll(/(?<!\$)\$\{(\w+)(?:(:[-?])([^}]*))?\}/g)].map(([, name, operator, rest]) => ({
    name: name ?? '',
    required: operator === ':?',
    fallback: operator === ':-' ? rest : undefined,
  }));
}
