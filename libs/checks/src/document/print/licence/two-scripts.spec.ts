import { describe, expect, test } from '@jest/globals';
import { saysInOwnScript, spacedLike } from './two-scripts.js';

describe('a Latin name below one that the reader took for Latin', () => {
  test.each([
    // As a reader without Greek and Cyrillic read photographs of rendered cards.
    ['CTOAHOBA', 'STOYANOVA'],
    ['BNKTOPNA AECNCNABA', 'VIKTORIA DESISLAVA'],
    ['XAPAAAMNOYE', 'CHARALAMPOUS'],
    ['MAPIA EAENI', 'MARIA ELENI'],
    ['FEOPFIOE', 'GEORGIOS'],
    ['ШЕВЧЕНКО', 'SHEVCHENKO'],
  ])('%s says %s', (above, latin) => expect(saysInOwnScript(above, latin)).toBe(true));

  test.each([
    ['CTOAHOBA', 'DIMITROVA'],
    ['FEOPFIOE', 'NIKOLAOS'],
    ['MAPIA EAENI', 'KATERINA'],
  ])('%s does not say %s', (above, latin) => expect(saysInOwnScript(above, latin)).toBe(false));

  test.each([
    ['BNKTOPNA AECNCNABA', 'VIKTORIADESISLAVA', 'VIKTORIA DESISLAVA'],
    ['MAPIA EAENI', 'MARIAELENI', 'MARIA ELENI'],
    ['CTOAHOBA', 'STOYANOVA', 'STOYANOVA'],
    ['MAPIA EAENI', 'MARIA ELENI', 'MARIA ELENI'],
  ])('%s gives %s its spaces', (above, latin, spaced) => expect(spacedLike(above, latin)).toBe(spaced));
});
