import { expect, test } from '@jest/globals';
import { encodeForm } from './encode-form.js';

test('objects and lists are nested in brackets, and what is undefined is left out', () => {
  const form = encodeForm({
    collected_data: { biometric_consent: true, face: undefined },
    frames: [{ pose: 'left', captured_at: 12 }],
  });
  expect([...form]).toEqual([
    ['collected_data[biometric_consent]', 'true'],
    ['frames[0][pose]', 'left'],
    ['frames[0][captured_at]', '12'],
  ]);
});
