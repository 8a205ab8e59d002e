import { expect, test } from '@jest/globals';
import { sameButNames } from './compare-readers.js';

const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];

test('zones that differ in their names alone agree in the rest', () => {
  const otherTail = [TD3[0]!.replace('<<<<<', '<<KK<'), TD3[1]!];
  expect(sameButNames('TD3', TD3, otherTail)).toBe(true);
});

test.each([
  ['the issuing state', [TD3[0]!.replace('UTO', 'UT0'), TD3[1]!]],
  ['the number', [TD3[0]!, TD3[1]!.replace('L8', 'LB')]],
  ['a missing line', [TD3[0]!]],
])('%s counts', (_, lines) => expect(sameButNames('TD3', TD3, lines)).toBe(false));
