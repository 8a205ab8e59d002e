import { describe, expect, test } from '@jest/globals';
import { mrzFromText } from './mrz-from-text.js';

/** ICAO 9303-4 appendix B and 9303-5 appendix B. */
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TD1 = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

describe('mrzFromText', () => {
  test.each([
    ['TD3', TD3],
    ['TD1', TD1],
  ])('finds a %s zone among other print', (format, lines) => {
    const text = ['REPUBLIC OF UTOPIA PASSPORT PASSEPORT', '', ...lines, 'x'].join('\n');
    expect(mrzFromText(text)).toMatchObject({ format, lines, valid: true, score: 100 });
  });

  test('drops spaces, fills short lines up, and exchanges letters and digits by their place', () => {
    const text = `${TD3[0]!.replaceAll('<', '< ').slice(0, 52)}\n${TD3[1]!.replace('740812', '74O8I2')}`;
    expect(mrzFromText(text)).toMatchObject({ lines: TD3, valid: true });
  });

  test('a wrong character under a check digit is not valid', () => {
    const text = [TD3[0], TD3[1]!.replace('L898902C3', 'L898902C8')].join('\n');
    expect(mrzFromText(text)).toMatchObject({ format: 'TD3', valid: false });
  });

  test.each(['', 'P<UTO', 'ordinary print\nof several lines\nwithout any zone in it at all', `${TD3[0]}`])(
    'finds nothing in %j',
    (text) => expect(mrzFromText(text)).toBeNull(),
  );
});
