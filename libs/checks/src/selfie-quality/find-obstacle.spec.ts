import type { FaceQuality } from '@idem/vision/stages/face-quality/face-quality';
import { expect, test } from '@jest/globals';
import { findObstacle, OBSTACLE_REASONS } from './find-obstacle.js';
import { GOOD_QUALITY } from './quality.fixture.js';

const pose = (change: Partial<FaceQuality['pose']>) => ({ pose: { ...GOOD_QUALITY.pose, ...change } });

test('nothing stands in the way of a good face', () => expect(findObstacle(GOOD_QUALITY)).toBeUndefined());

test('one eye closed is a wink', () =>
  expect(findObstacle({ ...GOOD_QUALITY, eyeOpenness: { right: 0.12, left: 0.3 } })).toBeUndefined());

test.each([
  ['cut_off', { cutOff: 0.3 }, /whole head/],
  ['too_small', { eyeDistance: 20 }, /closer/],
  ['too_small', { width: 189 }, /closer/],
  ['too_small', { share: 0.19 }, /closer/],
  ['too_dark', { brightness: 20 }, /light/],
  ['too_bright', { brightness: 250 }, /direct light/],
  ['blurred', { sharpness: 0.8 }, /still/],
  ['eyes_hidden', { eyeBrightness: 0.2 }, /glasses/],
  ['covered', { lowerFaceColour: 50 }, /masks/],
  ['covered', { meshScore: 0.9 }, /hands/],
  ['glare', { eyeGlare: { right: 0, left: 0.2 } }, /[Gg]lasses/],
  ['eyes_closed', { eyeOpenness: { right: 0.12, left: 0.14 } }, /Open/],
  ['turned_away', pose({ yaw: -50 }), /straight/],
  ['turned_away', pose({ roll: 70 }), /straight/],
  ['turned_away', pose({ pitch: -50 }), /straight/],
] as const)('a face that is %s is told what to do', (obstacle, change, reason) => {
  expect(findObstacle({ ...GOOD_QUALITY, ...change })).toBe(obstacle);
  expect(OBSTACLE_REASONS[obstacle]).toMatch(reason);
});
