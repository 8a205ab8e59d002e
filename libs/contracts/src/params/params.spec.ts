import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { ApiError } from '../errors/api-error.js';
import { boolean, created, integer, list, text } from './form-values.js';
import { mergeMetadata, metadata } from './metadata.js';
import { bracketForm, parseParams } from './parse-params.js';
import { createSessionParams } from './verification-session.js';

function refusal(schema: z.ZodType, input: unknown): ApiError {
  try {
    parseParams(schema, input);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('the parameters were accepted');
}

describe('text and JSON say the same', () => {
  const schema = z.strictObject({ flag: boolean(), count: integer(-5, 1_000_000) });
  test('for booleans and integers', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: -5, max: 1_000_000 }), (flag, count) => {
        const expected = { flag, count };
        expect(parseParams(schema, expected)).toEqual(expected);
        expect(parseParams(schema, { flag: String(flag), count: String(count) })).toEqual(expected);
      }),
    );
  });

  test.each(['', ' 1', '1.0', '1e3', '0x10', 'NaN', '१', '1'.repeat(400)])('%j is no integer', (count) => {
    expect(refusal(schema, { flag: true, count }).body.param).toBe('count');
  });

  test.each(['True', 'TRUE', 'tRuE'])('%j is true, as older official clients write it', (flag) => {
    expect(parseParams(schema, { flag, count: 1 })).toEqual({ flag: true, count: 1 });
  });

  test.each(['False', 'FALSE'])('%j is false', (flag) => {
    expect(parseParams(schema, { flag, count: 1 })).toEqual({ flag: false, count: 1 });
  });

  test.each(['1', '0', 'yes', 'on', 'T', ' true', 'true ', 'tru', ''])('%j is no boolean', (flag) => {
    expect(refusal(schema, { flag, count: 1 }).body.param).toBe('flag');
  });
});

test('lists close the gaps between their indices and keep their order', () => {
  const schema = z.strictObject({ a: list(text(), 10) });
  expect(parseParams(schema, { a: { 10: 'c', 2: 'b', 0: 'a' } })).toEqual({ a: ['a', 'b', 'c'] });
  expect(refusal(schema, { a: { 0: 'a', x: 'b' } }).body.param).toBe('a');
  expect(refusal(schema, { a: 'b' }).body.code).toBe('parameter_invalid_array');
  expect(refusal(schema, { a: Array.from({ length: 11 }, () => 'a') }).body.param).toBe('a');
});

test('text that PostgreSQL cannot store is refused, all other text is kept as it is', () => {
  const schema = z.strictObject({ a: text() });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (a) => {
      if (a.includes('\0')) expect(refusal(schema, { a }).body.code).toBe('parameter_invalid_string');
      else expect(parseParams(schema, { a })).toEqual({ a });
    }),
  );
  for (const a of ['\0', 'a\ud800', '\udc00b'])
    expect(refusal(schema, { a }).body.code).toBe('parameter_invalid_string');
});

describe('refusals', () => {
  test('name an unknown parameter before anything else, in bracket form', () => {
    const { status, body, beforeExecution } = refusal(createSessionParams, {
      type: 'nonsense',
      options: { document: { allowed_types: ['visa'] } },
      foo: '1',
    });
    expect([status, body.code, body.param, beforeExecution]).toEqual([400, 'parameter_unknown', 'foo', true]);
  });

  test.each([
    [{ options: { document: { foo: 1 } } }, 'options[document][foo]', 'parameter_unknown'],
    [
      { options: { document: { allowed_types: ['visa'] } } },
      'options[document][allowed_types][0]',
      'parameter_invalid_enum',
    ],
    [{ options: 'all' }, 'options', 'parameter_invalid_object'],
    [{ related_person: { account: 'acct_1' } }, 'related_person[person]', 'parameter_missing'],
    [{ provided_details: { email: 'nobody' } }, 'provided_details[email]', 'parameter_invalid_string'],
    [{ metadata: ['a'] }, 'metadata', 'parameter_invalid_object'],
    [{ client_reference_id: '' }, 'client_reference_id', 'parameter_invalid_empty'],
  ])('%j', (input, param, code) => {
    const { body } = refusal(createSessionParams, input);
    expect([body.param, body.code]).toEqual([param, code]);
  });

  test.each([
    [{ type: 'document', expand: { length: { a: '1' } } }, 'expand[length]'],
    [
      { type: 'document', client_reference_id: { length: { valueOf: '1', toString: '2' } } },
      'client_reference_id[length]',
    ],
    [{ type: 'document', metadata: { a: { length: Object.create(null) } } }, 'metadata[a][length]'],
    [{ type: 'document', metadata: { length: [] } }, 'metadata[length]'],
  ])('an object that calls itself a length: %#', (input, param) => {
    expect(refusal(createSessionParams, input).body).toMatchObject({ code: 'parameter_unknown', param });
  });

  test('a length that is text is a key like any other', () => {
    const { metadata: kept } = parseParams(createSessionParams, {
      type: 'document',
      metadata: { length: '2' },
    });
    expect(kept).toEqual({ length: '2' });
  });

  test('whatever is sent, the answer is parameters or a 400', () => {
    fc.assert(
      fc.property(
        fc.object({
          maxDepth: 4,
          key: fc.constantFrom(
            'type',
            'options',
            'document',
            'metadata',
            'expand',
            '0',
            'x',
            'length',
            'valueOf',
            'toString',
          ),
        }),
        (input) => {
          try {
            parseParams(createSessionParams, input);
          } catch (error) {
            expect(error).toBeInstanceOf(ApiError);
            expect((error as ApiError).status).toBe(400);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('bracket form is what a form would have sent', () => {
    expect(bracketForm(['a', 'b', 0, 'c'])).toBe('a[b][0][c]');
    expect(bracketForm(['a'])).toBe('a');
  });
});

test('created is a moment or bounds', () => {
  const schema = z.strictObject({ created });
  expect(parseParams(schema, { created: '1700000000' })).toEqual({ created: 1_700_000_000 });
  expect(parseParams(schema, { created: { gt: '5', lte: 7 } })).toEqual({ created: { gt: 5, lte: 7 } });
  expect(refusal(schema, { created: { since: '5' } }).body.param).toBe('created[since]');
  expect(refusal(schema, { created: { gt: 'x' } }).body).toMatchObject({
    param: 'created[gt]',
    code: 'parameter_invalid_integer',
  });
});

describe('metadata', () => {
  const key = fc.stringMatching(/^[a-z]{1,8}$/);
  const stored = fc.dictionary(key, fc.string({ minLength: 1, maxLength: 20 }), { maxKeys: 20 });
  const change = fc.dictionary(key, fc.option(fc.string({ maxLength: 20 }), { nil: null }), { maxKeys: 20 });

  test('sets what has a value, unsets what is empty, keeps the rest', () => {
    fc.assert(
      fc.property(stored, change, (before, given) => {
        const after = mergeMetadata(before, given);
        for (const name of new Set([...Object.keys(before), ...Object.keys(given)])) {
          expect(after[name]).toBe(name in given ? given[name] || undefined : before[name]);
        }
        expect(mergeMetadata(after, given)).toEqual(after);
        expect(mergeMetadata(before, '')).toEqual({});
        expect(mergeMetadata(before, undefined)).toEqual(before);
      }),
    );
  });

  test('holds at most 50 keys, counted after the merge', () => {
    const full = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
    expect(() => mergeMetadata(full, { another: 'v' })).toThrow(ApiError);
    expect(Object.keys(mergeMetadata(full, { another: 'v', k0: '' }))).toHaveLength(50);
  });

  test.each([{ 'a[b]': '1' }, { ['k'.repeat(41)]: '1' }, { a: 'v'.repeat(501) }, { '': '1' }])(
    'refuses %j',
    (given) => {
      expect(refusal(z.strictObject({ metadata }), { metadata: given }).status).toBe(400);
    },
  );
});
