import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHIP_FILES, missingChipFiles } from './chip-files.js';

const handedIn = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'file_1']));

describe('missingChipFiles', () => {
  test('asks for nothing where no chip was handed in', () => {
    expect(missingChipFiles(undefined)).toEqual([]);
    expect(missingChipFiles({})).toEqual([]);
  });

  test('asks for the security object and DG1 as soon as anything is there', () => {
    expect(missingChipFiles({ dg2: 'file_1' })).toEqual(['sod', 'dg1']);
    expect(missingChipFiles({ dg1: 'file_1', dg15: 'file_2' })).toEqual(['sod']);
    expect(missingChipFiles({ sod: 'file_1' })).toEqual(['dg1']);
  });

  test('a chip is whole exactly when both are there, or nothing is', () => {
    fc.assert(
      fc.property(fc.subarray([...CHIP_FILES]), (names) => {
        const whole = names.length === 0 || (names.includes('sod') && names.includes('dg1'));
        expect(missingChipFiles(handedIn(names)).length === 0).toBe(whole);
      }),
    );
  });
});
