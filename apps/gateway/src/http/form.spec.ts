import { ApiError } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeForm } from '../testing/write-form.js';
import { parseForm, parseJsonBody } from './form.js';

/** What was read, as JSON tells it: objects without a prototype become plain ones. */
const read = (form: string): unknown => JSON.parse(JSON.stringify(parseForm(form)));

function refusal(work: () => unknown): ApiError['body'] & { readonly status: number } {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, ...error.body };
    throw error;
  }
  throw new Error('it was read');
}

describe('brackets', () => {
  test.each([
    ['a=1&b=', { a: '1', b: '' }],
    ['a', { a: '' }],
    ['&&a=1&', { a: '1' }],
    ['a=1&a=2', { a: '2' }],
    ['a[b][c]=1&a[d]=2', { a: { b: { c: '1' }, d: '2' } }],
    ['a%5Bb%5D=1', { a: { b: '1' } }],
    ['a=b=c&d=100%&e=%zz', { a: 'b=c', d: '100%', e: '%zz' }],
    ['a=b+c%2Bd', { a: 'b c+d' }],
    ['metadata[7]=x', { metadata: { 7: 'x' } }],
    ['metadata[0]=a&metadata[1]=b', { metadata: { 0: 'a', 1: 'b' } }],
    ['metadata[123456789]=x', { metadata: { 123456789: 'x' } }],
    ['metadata[007]=x&metadata[-1]=y&metadata[1.5]=z', { metadata: { '007': 'x', '-1': 'y', '1.5': 'z' } }],
    ['metadata[a]=1&metadata[7]=2', { metadata: { a: '1', 7: '2' } }],
    ['a[0]=x&a[x]=y', { a: { 0: 'x', x: 'y' } }],
    ['a[]=x&a[]=y&a[]=x', { a: ['x', 'y', 'x'] }],
    ['a[b][]=x', { a: { b: ['x'] } }],
    ['x[][a]=1&x[][b]=2&x[][a]=3', { x: [{ a: '1', b: '2' }, { a: '3' }] }],
    ['x[][a][c]=1&x[][a][d]=2&x[][a][c]=3', { x: [{ a: { c: '1', d: '2' } }, { a: { c: '3' } }] }],
    ['x[][a][]=1&x[][a][]=2&x[][b]=3', { x: [{ a: ['1', '2'], b: '3' }] }],
    ['x[0][a]=1&x[1][a]=2', { x: { 0: { a: '1' }, 1: { a: '2' } } }],
    [
      'constructor=1&a[hasOwnProperty]=2&a[toString]=3',
      { constructor: '1', a: { hasOwnProperty: '2', toString: '3' } },
    ],
  ])('%s', (form, expected) => {
    expect(read(form)).toEqual(expected);
  });

  test('whatever the official client writes is read as it was meant', () => {
    const key = fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((name) => !/[[\]]|^__proto__$|\p{Surrogate}/u.test(name));
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true }), (params) => {
        expect(read(writeForm(params))).toEqual(params);
      }),
    );
  });

  test.each([
    ['a[b]c=1', 'a[b]c'],
    ['metadata[a]]=1', 'metadata[a]]'],
    ['metadata[a[b]]=1', 'metadata[a[b]]'],
    ['metadata[%5Ba%5D]=1', 'metadata[[a]]'],
    ['metadata[a%5D]=1', 'metadata[a]]'],
    ['metadata[a=1', 'metadata[a'],
    ['a]b=1', 'a]b'],
    [']=1', ']'],
    ['[]=1', '[]'],
    ['[a]=1', '[a]'],
    ['=1', ''],
  ])('%s is refused, for brackets enclose keys and nothing else', (form, param) => {
    expect(refusal(() => parseForm(form))).toMatchObject({
      status: 400,
      code: 'parameter_invalid_key',
      param,
    });
  });

  test.each([
    ['a=1&a[b]=2', 'a'],
    ['a[b]=2&a=1', 'a'],
    ['a[]=1&a[b]=2', 'a'],
    ['a[0]=1&a[]=2', 'a'],
    ['a[b]=&a[b][c]=2', 'a[b]'],
    ['x[][a]=1&x[][a][b]=2', undefined],
    ['x[][]=1', 'x'],
  ])('%s says two things at once', (form, param) => {
    if (param === undefined) expect(read(form)).toEqual({ x: [{ a: '1' }, { a: { b: '2' } }] });
    else expect(refusal(() => parseForm(form))).toMatchObject({ code: 'parameter_invalid_object', param });
  });

  test.each(['__proto__=1', '__proto__[admin]=1', 'metadata[__proto__]=x', 'a[][__proto__]=x'])(
    '%s is unknown',
    (form) => {
      expect(refusal(() => parseForm(form))).toMatchObject({ status: 400, code: 'parameter_unknown' });
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    },
  );

  test('what is too much is refused before it costs anything', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => `metadata[${index}]=1`).join('&');
    expect(Object.keys(parseForm(many(1_000)).metadata as object)).toHaveLength(1_000);
    expect(refusal(() => parseForm(many(10_000)))).toMatchObject({
      status: 400,
      message: expect.stringContaining('1000'),
    });
    expect(refusal(() => parseForm('&'.repeat(1_000_000)))).toMatchObject({ status: 400 });
    const deep = (depth: number) => `a${'[b]'.repeat(depth)}=1`;
    expect(read(deep(8))).toBeDefined();
    expect(refusal(() => parseForm(deep(9)))).toMatchObject({
      status: 400,
      message: expect.stringContaining('8 levels'),
    });
    const from = performance.now();
    expect(refusal(() => parseForm(`a${'['.repeat(500_000)}=1`))).toMatchObject({ status: 400 });
    expect(refusal(() => parseForm(deep(200_000)))).toMatchObject({ status: 400 });
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

describe('another encoding than UTF-8', () => {
  test.each([
    ['metadata[city]=K%F6ln', 'metadata[city]'],
    ['metadata[city]=Orl%E9ans', 'metadata[city]'],
    ['client_reference_id=M%FCller', 'client_reference_id'],
    ['a=1&b=M\xfcller', 'b'],
    ['a=%C3', 'a'],
    ['a=%C3%28', 'a'],
    ['a=%ED%A0%80', 'a'],
    ['a=%C0%AF', 'a'],
    ['a=%FF%FEa%00', 'a'],
  ])('%s is refused by name', (form, param) => {
    expect(refusal(() => parseForm(form))).toMatchObject({
      status: 400,
      code: 'parameter_invalid_string',
      param,
      message: expect.stringContaining('UTF-8'),
    });
  });

  test('in a name, and in JSON', () => {
    expect(refusal(() => parseForm('metadata[stra%DFe]=1'))).toMatchObject({ param: 'metadata[stra%DFe]' });
    expect(refusal(() => parseJsonBody(Buffer.from('{"a":"K\xf6ln"}', 'latin1'))).message).toContain('UTF-8');
    expect(parseJsonBody(Buffer.from('{"a":"Köln"}'))).toEqual({ a: 'Köln' });
  });

  test('UTF-8 is read, escaped or not', () => {
    expect(read(Buffer.from('a=Köln 🪪&b=K%C3%B6ln').toString('latin1'))).toEqual({
      a: 'Köln 🪪',
      b: 'Köln',
    });
  });
});

test.each(['{"__proto__":{"a":1}}', '{"metadata":{"__proto__":"x"}}', '{"a":[{"\\u005f_proto__":1}]}'])(
  '%s is refused',
  (json) => {
    expect(refusal(() => parseJsonBody(Buffer.from(json)))).toMatchObject({ code: 'parameter_unknown' });
  },
);
