import { ApiError } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import type { Caller } from './caller.js';
import { below, REPORT_EXPANDABLE, readExpand, SESSION_EXPANDABLE } from './expand.js';

const scope = { accountId: 'acct_1', livemode: false, ipAllowlist: [] };
const secret: Caller = { ...scope, kind: 'secret', permissions: new Set() };
const granted: Caller = {
  ...scope,
  kind: 'restricted',
  permissions: new Set(['identity.sensitive_results']),
};
const ungranted: Caller = { ...scope, kind: 'restricted', permissions: new Set(['identity.read']) };

const statusOf = (work: () => unknown): number => {
  try {
    work();
  } catch (error) {
    if (error instanceof ApiError) return error.status;
    throw error;
  }
  return 200;
};

test('a path expands its beginnings', () => {
  const expansions = readExpand(['last_verification_report.document.dob'], SESSION_EXPANDABLE, granted);
  expect([...expansions]).toEqual([
    'last_verification_report',
    'last_verification_report.document',
    'last_verification_report.document.dob',
  ]);
  expect([...below(expansions, 'last_verification_report')]).toEqual(['document', 'document.dob']);
});

test('paths of lists begin with data', () => {
  expect([...readExpand(['data.verified_outputs'], SESSION_EXPANDABLE, secret, 'list')]).toEqual([
    'verified_outputs',
  ]);
  expect(statusOf(() => readExpand(['verified_outputs'], SESSION_EXPANDABLE, secret, 'list'))).toBe(400);
  expect(statusOf(() => readExpand(['data.verified_outputs'], SESSION_EXPANDABLE, secret))).toBe(400);
});

describe('who may see what', () => {
  test.each(SESSION_EXPANDABLE.plain)('everybody: %s', (path) => {
    for (const caller of [secret, ungranted])
      expect(readExpand([path], SESSION_EXPANDABLE, caller).has(path)).toBe(true);
  });

  test.each([...SESSION_EXPANDABLE.sensitive])('only with the permission: %s', (path) => {
    expect(statusOf(() => readExpand([path], SESSION_EXPANDABLE, secret))).toBe(403);
    expect(statusOf(() => readExpand([path], SESSION_EXPANDABLE, ungranted))).toBe(403);
    expect(readExpand([path], SESSION_EXPANDABLE, granted).has(path)).toBe(true);
  });
});

test.each(['document', 'selfie', 'document.first_name', '__proto__', 'document.dob.year', ''])(
  '%j cannot be expanded',
  (path) => {
    expect(statusOf(() => readExpand([path], REPORT_EXPANDABLE, granted))).toBe(400);
  },
);
