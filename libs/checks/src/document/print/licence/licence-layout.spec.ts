import { describe, expect, test } from '@jest/globals';
import { printOf, sideOf } from '../../measurement.fixture.js';
import { cellsOf } from '../page.js';
import { licenceLayout } from './licence-layout.js';
import { readLicence } from './read-licence.js';

/** Print on an ID-1 card, `[x, y, text]` in millimetres, each 2.4 mm high. */
const layoutOf = (...print: readonly (readonly [number, number, string])[]) => {
  const [width, height] = [85.6, 53.98];
  const lines = print.map(([x, y, text]) => ({
    ...printOf([0, 0, text])[0]!,
    left: x / width,
    top: y / height,
    right: (x + text.length * 1.7) / width,
    bottom: (y + 2.4) / height,
  }));
  const licence = readLicence(cellsOf(sideOf({ aspect: width / height, print: lines })));
  return licence && licenceLayout(licence);
};

const CARD = [
  [6, 5, 'LT'],
  [16, 4, 'VAIRUOTOJO PAZYMEJIMAS'],
  [31, 12, '1. KAZLAUSKAS'],
  [31, 16, '2. JONAS'],
  [31, 20, '3. 1974-08-12 VILNIUS'],
  [31, 24, '4a. 2021-04-16'],
  [56, 24, '4b. 2031-04-15'],
  [31, 28, '4c. REGITRA'],
  [31, 32, '5. 12345678'],
] as const;

describe('the layout of annex I', () => {
  test('a card has it', () => {
    expect(layoutOf(...CARD)).toEqual({ departures: [], fields: 5 });
  });

  test.each([
    ['fields below the middle of a page', 20, 'first-row'],
    ['fields at the left border', 0, 'column'],
  ] as const)('%s have it not', (_what, shift, part) => {
    const moved = CARD.map(([x, y, text]) =>
      /^\d/.test(text)
        ? ([part === 'column' ? x - 25 : x, y + shift, text] as const)
        : ([x, y, text] as const),
    );
    expect(layoutOf(...moved)?.departures).toContain(part);
  });

  test('a heading in the middle of a page', () => {
    const moved = CARD.map(([x, y, text]) =>
      text.startsWith('VAIR') ? ([x, 40, text] as const) : ([x, y, text] as const),
    );
    expect(layoutOf(...moved)?.departures).toContain('heading');
  });

  test('fields one far below the other, as on a sheet of typed text', () => {
    const apart = CARD.map(([x, y, text], row) =>
      /^[35]/.test(text) ? ([x, y + row * 3, text] as const) : ([x, y, text] as const),
    );
    expect(layoutOf(...apart)?.departures).not.toEqual([]);
  });
});
