import { describe, expect, test } from '@jest/globals';
import { assertAllowed, IllegalOperationError, isLegalTransition, SESSION_STATUSES } from './index.js';

const LEGAL = new Set([
  'requires_input→processing',
  'requires_input→canceled',
  'processing→verified',
  'processing→requires_input',
]);

const pairs = SESSION_STATUSES.flatMap((from) => SESSION_STATUSES.map((to) => [from, to] as const));

describe('isLegalTransition', () => {
  test.each(pairs)('%s → %s', (from, to) => {
    expect(isLegalTransition(from, to)).toBe(LEGAL.has(`${from}→${to}`));
  });
});

const OPERATIONS = ['update', 'cancel', 'submit'] as const;

describe('assertAllowed', () => {
  test.each(OPERATIONS)('%s is open to a session that requires input', (operation) => {
    expect(() => assertAllowed(operation, 'requires_input')).not.toThrow();
  });

  const refused = OPERATIONS.flatMap((operation) =>
    (['processing', 'verified', 'canceled'] as const).map((status) => [operation, status] as const),
  );
  test.each(refused)('%s is refused to a session that is %s, naming the status', (operation, status) => {
    expect(() => assertAllowed(operation, status)).toThrow(IllegalOperationError);
    expect(() => assertAllowed(operation, status)).toThrow(`its status is \`${status}\``);
  });
});

describe('a redaction', () => {
  test.each(['requires_input', 'verified', 'canceled'] as const)(
    'is open to a session that is %s',
    (status) => {
      expect(() => assertAllowed('redact', status)).not.toThrow();
    },
  );

  test('waits for checks that run', () => {
    expect(() => assertAllowed('redact', 'processing')).toThrow(
      'This verification session cannot be redacted because its status is `processing`.',
    );
  });
});
