import { expect, test } from '@jest/globals';
import { nameCameraError } from './name-camera-error.js';

test.each([
  ['NotAllowedError', 20, 'blocked'],
  ['NotAllowedError', 2000, 'refused'],
  ['NotFoundError', 20, 'none'],
  ['NotReadableError', 20, 'busy'],
  ['AbortError', 20, 'busy'],
  ['TypeError', 0, 'unsupported'],
  ['NotSupportedError', 0, 'unsupported'],
])('%s after %i ms is %s', (name, after, fault) => {
  expect(nameCameraError(name, after)).toBe(fault);
});
