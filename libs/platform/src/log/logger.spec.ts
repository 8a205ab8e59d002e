import { describe, expect, test } from '@jest/globals';
import { createLogger, type Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';

function logged(
  write: (logger: Logger) => void,
  level: 'trace' | 'info' = 'trace',
): Array<Record<string, unknown>> {
  const lines: string[] = [];
  write(createLogger({ name: 'test', level }, { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const SECRET = 'S3cr3tS3cr3tS3cr3tS3cr3t';

describe('createLogger', () => {
  test('writes one JSON object with level, time, name and message', () => {
    expect(logged((log) => log.info({ session: 'vs_1' }, 'submitted'))).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        pid: process.pid,
        name: 'test',
        session: 'vs_1',
        msg: 'submitted',
      },
    ]);
  });

  test('keeps quiet below its level', () => {
    expect(logged((log) => log.debug('x'), 'info')).toEqual([]);
  });

  test.each([
    ['a secret key', `sk_live_${SECRET}`],
    ['a restricted key', `rk_test_${SECRET}`],
    ['an ephemeral key', `ek_test_${SECRET}`],
    ['a webhook secret', `whsec_${SECRET}`],
    ['a client secret', `vs_abc_secret_test_${SECRET}`],
    ['the address of the hosted page', `https://id.example/start/live_${SECRET}`],
    ['a bearer token', `Bearer ${SECRET}`],
    ['basic authentication', `basic ${SECRET}=`],
    ['a database address', `postgres://idem:${SECRET}@db:5432/idem`],
    ['a queue address', `redis://:${SECRET}@queue:6379`],
    ['an inline image', `data:image/jpeg;base64,${SECRET}`],
  ])('does not write %s, wherever it stands', (_name, text) => {
    const lines = logged((log) => {
      log.info(`before ${text} after`);
      log.info({ deep: { deeper: [{ text }] } }, 'fields');
      log.error(new Error(`failed with ${text}`));
    });
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain(SECRET);
    expect(lines[0]?.msg).toMatch(/^before .* after$/);
  });

  test.each(['authorization', 'client_secret', 'token', 'dataKey', 'password'])(
    'does not write a field %s',
    (name) => {
      const lines = logged((log) => {
        log.info({ [name]: SECRET });
        log.info({ session: { [name]: SECRET } });
        log.info({ req: { headers: { [name]: SECRET } } });
      });
      expect(JSON.stringify(lines)).not.toContain(SECRET);
    },
  );

  test('leaves ids and addresses without credentials alone', () => {
    const text = 'vs_1A vr_2B evt_3C pk_live_9 https://merchant.example/hook?x=1';
    expect(logged((log) => log.info(text))[0]?.msg).toBe(text);
  });
});

describe('NestLogger', () => {
  test('maps levels, context and stack', () => {
    const lines = logged((log) => {
      const nest = new NestLogger(log);
      nest.log('started', 'NestFactory');
      nest.error('failed', 'Error: failed\n    at x', 'Handler');
      nest.error(new Error('thrown'));
      nest.verbose('detail');
      nest.fatal('gone', 'Main');
    });
    expect(lines).toMatchObject([
      { level: 'info', msg: 'started', context: 'NestFactory' },
      { level: 'error', msg: 'failed', context: 'Handler', stack: 'Error: failed\n    at x' },
      { level: 'error', msg: 'thrown', err: { message: 'thrown' } },
      { level: 'trace', msg: 'detail' },
      { level: 'fatal', msg: 'gone', context: 'Main' },
    ]);
  });
});
