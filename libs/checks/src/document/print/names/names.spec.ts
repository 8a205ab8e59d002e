import { describe, expect, test } from '@jest/globals';
import { isSameName, likeness, toNaturalCase, transliterate } from './names.js';

describe('names', () => {
  test.each([
    ['Müller', 'MUELLER'],
    ['Åström', 'AASTROEM'],
    ['Øyvind', 'OEYVIND'],
    ['Weiß', 'WEISS'],
    ['Peña', 'PENA'],
    ['Þórður', 'THORDUR'],
    ['Łukasz', 'LUKASZ'],
    ['d’Artagnan', 'DARTAGNAN'],
  ])('%s is spelled %s', (name, mrz) => {
    expect(transliterate(name)).toBe(mrz);
    expect(isSameName(name, mrz)).toBe(true);
  });

  test('a lost diacritic is the same name, another letter is not', () => {
    expect(isSameName('MULLER', 'MUELLER')).toBe(true);
    expect(isSameName('MANNIK', 'MAENNIK')).toBe(true);
    expect(isSameName('MILLER', 'MUELLER')).toBe(false);
    expect(isSameName('', '')).toBe(false);
  });

  test('natural case', () => {
    expect(toNaturalCase('JEAN-LUC O’NEIL')).toBe('Jean-Luc O’Neil');
    expect(toNaturalCase('van der Berg')).toBe('van der Berg');
  });

  test('likeness is 1 for equal names and falls with every edit', () => {
    expect(likeness('ERIKSSON', 'Eriksson')).toBe(1);
    expect(likeness('ERIKSON', 'ERIKSSEN')).toBeGreaterThan(0.75);
    expect(likeness('ERIKSSON', 'SVENSSON')).toBeLessThan(0.75);
  });
});
