import { expect, test } from '@jest/globals';
import { readAnswer } from './call-api.js';

test('an answer of the API is its value', () => {
  expect(readAnswer(200, { id: 'vs_1' })).toEqual({ ok: true, value: { id: 'vs_1' } });
});

test("a refusal keeps the API's code and words", () => {
  expect(readAnswer(403, { error: { code: 'link_opened_elsewhere', message: 'Opened elsewhere.' } })).toEqual(
    {
      ok: false,
      problem: { kind: 'refused', status: 403, code: 'link_opened_elsewhere', message: 'Opened elsewhere.' },
    },
  );
});

test.each([
  ['a failing server', 503, { error: { code: 'x', message: 'y' } }],
  ['a page of a proxy', 200, undefined],
  ['a bare refusal', 413, undefined],
])('%s is no answer', (_what, status, body) => {
  expect(readAnswer(status, body)).toEqual({ ok: false, problem: { kind: 'unavailable', status } });
});
