import type { EarlierUses } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import { insightsOfEarlierUses } from './insights-of-earlier-uses.js';

const NEVER: EarlierUses = {
  sessions: 0,
  exact: 0,
  nearest: null,
  ended: { verified: 0, failed: 0, canceled: 0, open: 0 },
};
const front = (uses: EarlierUses) =>
  insightsOfEarlierUses({ id_document_front: uses }, ['id_document_front', 'id_document_back'])[0];

describe('a picture seen before', () => {
  test('never', () => {
    expect(front(NEVER)).toEqual({ signal: 'front.seen_before', level: 'low', score: 0 });
  });

  test('in a session that failed', () => {
    const uses = { ...NEVER, sessions: 1, exact: 1, nearest: 0, ended: { ...NEVER.ended, failed: 1 } };
    expect(front(uses)).toEqual({
      signal: 'front.seen_before',
      level: 'elevated',
      score: 1,
      note: 'other sessions: the same file in 1; ended failed 1',
    });
  });

  test('in one that was verified, or in three', () => {
    const verified = { ...NEVER, sessions: 1, nearest: 4, ended: { ...NEVER.ended, verified: 1 } };
    expect(front(verified)).toMatchObject({
      level: 'high',
      note: 'other sessions: nearly the same picture in 1 (4 of 256 bits differ); ended verified 1',
    });
    const often = { ...NEVER, sessions: 3, exact: 1, nearest: 2, ended: { ...NEVER.ended, open: 3 } };
    expect(front(often)).toMatchObject({
      level: 'high',
      score: 3,
      note: 'other sessions: the same file in 1, nearly the same picture in 2 (2 of 256 bits differ); ended open 3',
    });
    expect(front({ ...often, sessions: 2, ended: { ...NEVER.ended, open: 2 } })?.level).toBe('elevated');
  });

  test('not looked up', () => {
    expect(insightsOfEarlierUses(undefined, ['face'])).toEqual([]);
    expect(insightsOfEarlierUses({ id_document_front: NEVER }, ['face'])).toEqual([]);
    expect(insightsOfEarlierUses({ face: NEVER }, ['face'])).toMatchObject([
      { signal: 'selfie.seen_before' },
    ]);
  });
});
