import { expect, test } from '@jest/globals';
import type { ComparedField } from './compare.js';
import { pictureResult } from './picture-result.fixture.js';
import { sweepConfidence } from './sweep-confidence.js';

const names = (field: Pick<ComparedField, 'right' | 'confidence' | 'vouchedBy'>) =>
  pictureResult({ legible: true, valid: true, fields: { names: { text: '', expected: '', ...field } } });

test('a right name is refused below the threshold unless print vouches for it, a wrong one passes above it', () => {
  const rows = [
    names({ right: true, confidence: 0.6, vouchedBy: [] }),
    names({ right: true, confidence: 0.6, vouchedBy: ['print'] }),
    names({ right: false, confidence: 0.6, vouchedBy: [] }),
    { ...names({ right: false, confidence: 0.99, vouchedBy: ['reader'] }), valid: false },
  ];
  const at = (threshold: number) => sweepConfidence(rows).find((row) => row.threshold === threshold);
  expect(at(0.5)).toEqual({ threshold: 0.5, rightRefused: 0, wrongPassed: 1 });
  expect(at(0.9)).toEqual({ threshold: 0.9, rightRefused: 1, wrongPassed: 0 });
});
