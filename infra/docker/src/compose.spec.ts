import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentSchema } from '@idem/platform/config/environment';
import { readConfig } from '@idem/platform/config/read-config';
import { describe, expect, test } from '@jest/globals';
import { type ComposeService, interpolations, readCompose } from './read-compose.js';

const root = path.resolve(fileURLToPath(import.meta.url), '../../../..');
const composeFile = path.join(root, 'docker-compose.yml');
const text = readFileSync(composeFile, 'utf8');
const { services, networks } = readCompose(composeFile);
const all = Object.entries(services);

const APPS = ['gateway', 'document-worker', 'face-worker', 'liveness-worker', 'aggregator'];
const WORKERS = ['document-worker', 'face-worker', 'liveness-worker'];
const SECRETS = ['IDEM_MASTER_KEY', 'MINIO_ROOT_PASSWORD', 'POSTGRES_PASSWORD', 'REDIS_PASSWORD'];
/** Stand-ins of the shape that `.env.example` asks for. */
const SECRET_VALUES: Record<string, string> = {
  IDEM_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  MINIO_ROOT_PASSWORD: 'c'.repeat(64),
  POSTGRES_PASSWORD: 'a'.repeat(64),
  REDIS_PASSWORD: 'b'.repeat(64),
};

function namesOf(matching: (service: ComposeService) => boolean): string[] {
  return all
    .filter(([, service]) => matching(service))
    .map(([name]) => name)
    .sort();
}

const everyService = all.map(([name]) => name).sort();
const isOneShot = (service: ComposeService) => service.restart === 'no';
const isOffline = (service: ComposeService) => service.networks.every((name) => networks[name]?.internal);

test('the services are the apps, a one-shot migration and the three stores', () => {
  expect(everyService).toEqual([...APPS, 'migrate', 'minio', 'postgres', 'redis'].sort());
  expect(namesOf(isOneShot)).toEqual(['migrate']);
});

describe('every container', () => {
  test('has a health check, unless it ends by itself', () => {
    expect(namesOf((service) => service.healthcheck !== undefined || isOneShot(service))).toEqual(
      everyService,
    );
  });

  test('is locked down', () => {
    const isLockedDown = (service: ComposeService) =>
      service.read_only &&
      !service.privileged &&
      service.cap_add.length === 0 &&
      service.cap_drop.includes('ALL') &&
      service.security_opt.includes('no-new-privileges:true') &&
      service.tmpfs.some((mount) => mount.startsWith('/tmp:size='));
    expect(namesOf(isLockedDown)).toEqual(everyService);
  });

  test('has limits and a time to end in', () => {
    expect(namesOf((service) => service.deploy !== undefined)).toEqual(everyService);
    expect(namesOf((service) => service.stop_grace_period !== undefined || isOneShot(service))).toEqual(
      everyService,
    );
  });

  test('comes back after a crash, unless it ends by itself', () => {
    expect(namesOf((service) => service.restart === 'unless-stopped' || isOneShot(service))).toEqual(
      everyService,
    );
  });

  test('mounts named volumes only, never a path or the socket of the host', () => {
    expect(all.flatMap(([, { volumes }]) => volumes).filter((volume) => /^[./~]/.test(volume))).toEqual([]);
  });

  test('runs a pinned image', () => {
    const floating = namesOf(({ image }) => !image.includes(':') || /:(latest|\d+|\d+-\w+)$/.test(image));
    expect(floating).toEqual([]);
  });

  test('can be scaled: no fixed name', () => {
    expect(namesOf((service) => service.container_name !== undefined)).toEqual([]);
  });
});

describe('the network', () => {
  test('only the gateway is published, and on loopback unless told otherwise', () => {
    expect(namesOf((service) => service.ports.length > 0)).toEqual(['gateway']);
    expect(services.gateway?.ports).toEqual([expect.stringMatching(/^\$\{GATEWAY_ADDRESS:-127\.0\.0\.1\}:/)]);
  });

  test('only the gateway and the aggregator have a way out', () => {
    expect(namesOf((service) => !isOffline(service))).toEqual(['aggregator', 'gateway']);
  });
});

describe('the image', () => {
  test('is built by one service and run by all apps', () => {
    expect(namesOf((service) => service.build !== undefined)).toEqual(['migrate']);
    expect(namesOf(({ image }) => image === services.migrate?.image)).toEqual([...APPS, 'migrate'].sort());
  });

  test.each([...APPS, 'migrate'])('what %s runs has a source', (name) => {
    const [node, main, ...args] = services[name]?.command ?? [];
    expect(node).toBe('node');
    expect(main).toMatch(/^(apps|libs)\/[\w-]+\/dist\/.+\.js$/);
    const source = (main ?? '').replace('/dist/', '/src/').replace(/\.js$/, '.ts');
    expect(existsSync(path.join(root, source)) && source).toBe(source);
    expect(args).toEqual(name === 'migrate' ? ['deploy'] : []);
  });

  test('the Dockerfile installs every app and ends as a user without rights', () => {
    const dockerfile = readFileSync(path.join(root, 'infra/docker/Dockerfile'), 'utf8');
    const installed = [...dockerfile.matchAll(/--workspace=@idem\/([\w-]+)/g)].map(([, name]) => name);
    expect(installed.sort()).toEqual([...APPS].sort());
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)).toEqual(['node']);
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-bookworm-slim$/m);
  });

  test('no program in it calls its maker', () => {
    const dockerfile = readFileSync(path.join(root, 'infra/docker/Dockerfile'), 'utf8');
    const what = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(what).toMatch(/^ENV .*\bORT_DISABLE_TELEMETRY=1\b/m);
    expect(services.minio?.environment).toMatchObject({ MINIO_UPDATE: 'off' });
  });

  test('secrets stay out of it', () => {
    const ignored = readFileSync(path.join(root, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', '**/node_modules']));
  });
});

describe('the order of starting', () => {
  test.each(APPS)('%s waits for tables, queue and object store', (name) => {
    expect(services[name]?.depends_on).toEqual({
      migrate: { condition: 'service_completed_successfully' },
      redis: { condition: 'service_healthy' },
      minio: { condition: 'service_healthy' },
    });
  });

  test('the migration waits for the database', () => {
    expect(services.migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });
});

describe('the settings', () => {
  test.each([...APPS, 'migrate'])('%s gets variables that exist', (name) => {
    const given = Object.keys(services[name]?.environment ?? {});
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((variable) => !(variable in environmentSchema.shape))).toEqual([]);
  });

  test.each(APPS)('%s accepts what it gets with nothing but the secrets filled in', (name) => {
    const environment = Object.fromEntries(
      Object.entries(services[name]?.environment ?? {}).map(([key, value]) => [key, filledIn(value)]),
    );
    expect(readConfig(environment)).toMatchObject({
      objectStore: { driver: 's3', endpoint: 'http://minio:9000' },
      masterKeys: { current: Buffer.alloc(32, 1), previous: [] },
    });
  });

  test('the migration gets the database and no key', () => {
    expect(Object.keys(services.migrate?.environment ?? {})).toEqual(['DATABASE_URL']);
  });

  test('a missing secret stops Compose; everything else has a default', () => {
    const variables = interpolations(text);
    const required = variables.filter((variable) => variable.required).map(({ name }) => name);
    expect([...new Set(required)].sort()).toEqual(SECRETS);
    const bare = variables.filter((variable) => !variable.required && variable.fallback === undefined);
    expect(bare).toEqual([]);
    expect(variables.filter((variable) => !variable.required && SECRETS.includes(variable.name))).toEqual([]);
  });

  test('.env.example names every variable, with the defaults, and no secret', () => {
    const example = Object.fromEntries(
      readFileSync(path.join(root, '.env.example'), 'utf8')
        .split('\n')
        .filter((line) => /^\w+=/.test(line))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    expect(example).toEqual(
      Object.fromEntries(interpolations(text).map(({ name, fallback }) => [name, fallback ?? ''])),
    );
    expect(readFileSync(path.join(root, '.gitignore'), 'utf8').split('\n')).toContain('.env');
  });
});

describe('Redis', () => {
  const command = services.redis?.command?.join(' ') ?? '';
  test.each([
    '--appendonly yes',
    '--appendfsync everysec',
    '--maxmemory-policy noeviction',
    "printf 'requirepass %s\\n'",
  ])('runs with %s', (flag) => {
    expect(command).toContain(flag);
  });

  test('keeps its password out of the process list', () => {
    expect(command).not.toMatch(/\$\{REDIS_PASSWORD|--requirepass/);
  });
});

test('workers differ in their command only', () => {
  const [first, ...others] = WORKERS.map((name) => ({ ...services[name], command: [] }));
  for (const other of others) expect(other).toEqual(first);
});

/**
 * Compose is not needed for development, so its own opinion is asked only where it is installed. What
 * it would say is said first, so that a green line never hides which of the two was checked.
 */
const composeVersion = spawnSync('docker', ['compose', 'version', '--short'], { encoding: 'utf8' });
const hasCompose = composeVersion.status === 0;
const examined = hasCompose
  ? `parsed and read by Compose ${composeVersion.stdout.trim()}`
  : 'parsed only: no Docker Compose here';

test(`docker-compose.yml was ${examined}`, () => {
  if (!hasCompose) {
    expect(everyService.length).toBeGreaterThan(0);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'idem-compose-'));
  try {
    const config = (env: Record<string, string>) => {
      const envFile = path.join(folder, 'env');
      writeFileSync(
        envFile,
        Object.entries(env)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      );
      return spawnSync('docker', ['compose', '--env-file', envFile, '-f', composeFile, 'config', '-q'], {
        encoding: 'utf8',
        // The shell's variables win over the file's, so a secret exported there would hide its absence.
        env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !SECRETS.includes(name))),
      });
    };
    expect(config(SECRET_VALUES)).toMatchObject({ status: 0, stderr: '' });
    for (const secret of SECRETS) {
      const refused = config({ ...SECRET_VALUES, [secret]: '' });
      expect(refused.stderr).toContain(`set ${secret} in .env`);
      expect(refused.status).not.toBe(0);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A value as Compose fills it in from an `.env` that holds the secrets only. */
function filledIn(value: string): string {
  return interpolations(value).reduce(
    (filled, { name, fallback }) =>
      filled.replace(/\$\{[^}]+\}/, () => fallback ?? SECRET_VALUES[name] ?? ''),
    value,
  );
}
