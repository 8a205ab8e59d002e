import { type PictureOrigin, UNKNOWN_ORIGIN } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import { judgeOrigin } from './judge-origin.js';

const origin = (change: Partial<PictureOrigin>) => judgeOrigin({ ...UNKNOWN_ORIGIN, ...change });
const levelOf = (change: Partial<PictureOrigin>, signal: string) =>
  origin(change).insights.find((insight) => insight.signal === signal)?.level;

describe('the origin of a selfie', () => {
  test.each([
    ['a generator', { generators: ['midjourney'] }, true, 'high'],
    ['a declaration of being generated', { declared: 'generated' as const }, true, 'high'],
    ['a composite', { declared: 'composite' as const }, false, 'elevated'],
    ['an editor', { editors: ['photoshop'] }, false, 'elevated'],
    ['a camera', { declared: 'captured' as const }, false, 'low'],
    ['nothing', {}, false, 'low'],
  ])('%s', (_, change, generated, level) => {
    expect(origin(change).generated).toBe(generated);
    expect(levelOf(change, 'selfie.origin')).toBe(level);
  });

  test('a manifest is told with the words that nobody verified it', () => {
    const c2pa = { claimGenerator: 'Example Camera', actions: ['c2pa.created'] };
    expect(origin({ c2pa }).insights[0]).toMatchObject({
      level: 'low',
      note: 'C2PA manifest by Example Camera (c2pa.created), signature not verified',
    });
  });

  test('of a picture of an earlier release nothing is claimed', () => {
    expect(judgeOrigin(undefined)).toMatchObject({
      generated: false,
      insights: [{ level: 'elevated', note: expect.stringMatching(/^Not recorded/) }],
    });
  });
});

describe('the camera', () => {
  test.each([
    ['OBS Virtual Camera', null, 'high'],
    ['ManyCam Virtual Webcam', false, 'high'],
    ['Integrated Camera', true, 'high'],
    ['Integrated Camera (04f2:b604)', false, 'low'],
    ['FaceTime HD Camera', null, 'low'],
    ['Obscura lens', null, 'low'],
  ])('%s, virtual by its own account: %s', (label, virtual, level) => {
    expect(levelOf({ camera: { label, virtual } }, 'virtual_camera')).toBe(level);
  });

  test('that nobody named is said to be unknown', () => {
    expect(origin({}).insights[1]).toMatchObject({
      level: 'elevated',
      note: expect.stringMatching(/^Not coll/),
    });
  });
});
