import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { systemRandom } from '../random/random.js';
import { DataKey } from './data-key.js';
import { MasterKeyRing } from './master-key.js';
import { openBytes, openJson, sealBytes, sealJson } from './seal.js';
import { SealError, type SealFailure } from './seal-error.js';
import type { SealingKey } from './sealing-key.js';

const keyBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const plain = fc.uint8Array({ maxLength: 200 });
const context = fc.string({ maxLength: 40 });

const kinds: ReadonlyArray<readonly [string, () => SealingKey]> = [
  ['DataKey', () => DataKey.generate(systemRandom)],
  ['MasterKeyRing', () => new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] })],
];

function failure(open: () => unknown): SealFailure {
  try {
    open();
  } catch (error) {
    if (error instanceof SealError) return error.failure;
    throw error;
  }
  throw new Error('it opened');
}

describe.each(kinds)('%s', (_name, newKey) => {
  test('opens what it sealed', () => {
    const key = newKey();
    fc.assert(
      fc.property(plain, context, (bytes, where) => {
        expect(Buffer.from(openBytes(key, sealBytes(key, bytes, where), where))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('never seals the same twice', () => {
    const key = newKey();
    const sealed = Array.from({ length: 100 }, () =>
      Buffer.from(key.sealBytes(Buffer.of(1), 'c')).toString('hex'),
    );
    expect(new Set(sealed).size).toBe(100);
  });

  test('refuses another context', () => {
    const key = newKey();
    fc.assert(
      fc.property(plain, context, context, (bytes, where, elsewhere) => {
        fc.pre(where !== elsewhere);
        expect(failure(() => openBytes(key, sealBytes(key, bytes, where), elsewhere))).toBe('unauthentic');
      }),
    );
  });

  test('refuses another key', () => {
    const sealed = newKey().sealBytes(Buffer.from('secret'), 'c');
    expect(['unauthentic', 'unknown_key']).toContain(failure(() => newKey().openBytes(sealed, 'c')));
  });

  test('refuses any single flipped bit', () => {
    const key = newKey();
    const sealed = key.sealBytes(Buffer.from('Erika Mustermann'), 'c');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Uint8Array.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => key.openBytes(altered, 'c')).toThrow(SealError);
    }
  });

  test('refuses any truncation and any addition', () => {
    const key = newKey();
    const sealed = key.sealBytes(Buffer.from('Erika'), 'c');
    for (let length = 0; length < sealed.length; length++) {
      expect(() => key.openBytes(sealed.subarray(0, length), 'c')).toThrow(SealError);
    }
    expect(failure(() => key.openBytes(Buffer.concat([sealed, Buffer.of(0)]), 'c'))).toBe('unauthentic');
  });

  test('arbitrary bytes are refused with the typed error', () => {
    const key = newKey();
    fc.assert(fc.property(plain, (bytes) => expect(() => key.openBytes(bytes, 'c')).toThrow(SealError)));
  });
});

describe('json', () => {
  const key = DataKey.generate(systemRandom);

  test('opens as it was, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const asStored: unknown = JSON.parse(JSON.stringify(value));
        expect(openJson(key, sealJson(key, value, 'c'), 'c', z.unknown())).toEqual(asStored);
      }),
    );
  });

  test('is parsed with its contract', () => {
    const sealed = sealJson(key, { status: 'verified', score: 1 }, 'c');
    expect(openJson(key, sealed, 'c', z.object({ status: z.string() }))).toEqual({ status: 'verified' });
    expect(() => openJson(key, sealed, 'c', z.object({ status: z.number() }))).toThrow(z.ZodError);
  });

  test('bytes that are no JSON are refused without quoting them', () => {
    const sealed = sealBytes(key, Buffer.from('Mustermann'), 'c');
    expect(failure(() => openJson(key, sealed, 'c', z.unknown()))).toBe('malformed');
  });

  test('a value without JSON form cannot be sealed', () => {
    expect(() => sealJson(key, undefined, 'c')).toThrow(TypeError);
  });
});

describe('wrapping', () => {
  const ring = new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] });

  test('a file key under a session key under the master key still opens', () => {
    const session = DataKey.generate(systemRandom);
    const file = DataKey.generate(systemRandom);
    const wrappedSession = session.wrap(ring, 'verification_session:vs_1');
    const wrappedFile = file.wrap(session, 'file:file_1');
    const sealed = file.sealBytes(Buffer.from('jpeg'), 'file:file_1');

    const opened = DataKey.unwrap(wrappedSession, ring, 'verification_session:vs_1');
    const reopened = DataKey.unwrap(wrappedFile, opened, 'file:file_1');
    expect(Buffer.from(reopened.openBytes(sealed, 'file:file_1')).toString()).toBe('jpeg');
  });

  test('a wrapped key belongs to its row', () => {
    const wrapped = DataKey.generate(systemRandom).wrap(ring, 'verification_session:vs_1');
    expect(failure(() => DataKey.unwrap(wrapped, ring, 'verification_session:vs_2'))).toBe('unauthentic');
  });

  test('a wrapped key cannot be read as data, nor data be used as a key', () => {
    const wrapped = DataKey.generate(systemRandom).wrap(ring, 'c');
    expect(failure(() => ring.openBytes(wrapped, 'c'))).toBe('unauthentic');
    const data = ring.sealBytes(systemRandom.bytes(32), 'c');
    expect(failure(() => DataKey.unwrap(data, ring, 'c'))).toBe('unauthentic');
  });

  test('keys do not show themselves', () => {
    const secret = Buffer.alloc(32, 0xab);
    for (const key of [
      DataKey.generate({ bytes: () => secret }),
      new MasterKeyRing({ current: secret, previous: [] }),
    ]) {
      expect(`${inspect(key, { depth: 9, showHidden: true })} ${JSON.stringify({ key })}`).not.toMatch(
        /ab.?ab|171/,
      );
    }
  });
});

describe('rotation of the master key', () => {
  test('a retired key opens, the current one seals, a forgotten one is unknown', () => {
    fc.assert(
      fc.property(keyBytes, keyBytes, (before, after) => {
        fc.pre(!Buffer.from(before).equals(Buffer.from(after)));
        const old = new MasterKeyRing({ current: before, previous: [] });
        const rotated = new MasterKeyRing({ current: after, previous: [before] });
        const forgetful = new MasterKeyRing({ current: after, previous: [] });
        const sealed = old.sealBytes(Buffer.of(1, 2, 3), 'c');

        expect([...rotated.openBytes(sealed, 'c')]).toEqual([1, 2, 3]);
        expect(rotated.isCurrent(sealed)).toBe(false);
        expect(rotated.isCurrent(rotated.sealBytes(Buffer.of(1), 'c'))).toBe(true);
        expect(failure(() => forgetful.openBytes(sealed, 'c'))).toBe('unknown_key');
      }),
    );
  });

  test('refuses keys of the wrong size', () => {
    expect(() => new MasterKeyRing({ current: new Uint8Array(31), previous: [] })).toThrow(RangeError);
    expect(() => new MasterKeyRing({ current: new Uint8Array(32), previous: [new Uint8Array(16)] })).toThrow(
      RangeError,
    );
    expect(() => DataKey.generate({ bytes: () => new Uint8Array(16) })).toThrow(RangeError);
  });
});
