import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../random.js';
import { inventHolder } from '../holders.js';
import { text } from '../outlines.js';
import { ERIKSSON } from '../specimen.js';
import { specimen } from '../specimens.js';
import { LICENCES } from './designs.js';
import { licenceNumber } from './numbers.js';
import { inOwnScript } from './own-script.js';

test('cards bear the words and names that the states give them, and the British none', () => {
  expect(LICENCES.GBR).toMatchObject({ heading: ['DRIVING LICENCE'], state: null, sign: 'UK', stars: false });
  expect(LICENCES.IRL).toMatchObject({ heading: ['CEADÚNAS TIOMÁNA', 'DRIVING LICENCE'], state: null });
  expect(LICENCES.LTU).toMatchObject({
    heading: ['VAIRUOTOJO PAŽYMĖJIMAS'],
    state: 'LIETUVOS RESPUBLIKA',
    sign: 'LT',
  });
  expect(LICENCES.UTO.state).toBe('UTOPIA / UTOPIE');
});

test('a British card prints title and issue number beside name and number, which are not part of them', async () => {
  const { front } = await specimen('gbr-driving-licence').render(
    { ...ERIKSSON, surname: 'Morgan', givenNames: 'Sarah Meredyth', dateOfBirth: '1976-03-11' },
    { seed: 3 },
  );
  expect(front.number).toMatch(/^MORGA753116SM9[A-Z]{2}$/);
  expect(front.zones.printed).toMatchObject({ givenNames: 'SARAH MEREDYTH', number: front.number });
  expect(front.zones.fields.givenNames!.left).toBeGreaterThan(front.zones.fields.surname!.left + 30);
});

describe('numbers', () => {
  const random = () => seededRandom(7);
  test.each([
    ['@BRITISH', /^ERIKS758124AM9[A-Z]{2}$/],
    ['YYMMDD-####', /^740812-\d{4}$/],
    ['DDMMYY-###A', /^120874-\d{3}A$/],
    ['4YYMMDD####', /^4740812\d{4}$/],
  ])('%s', (shape, form) => expect(licenceNumber(shape, ERIKSSON, random())).toMatch(form));

  test('a published German number bears the check sign that the rule gives', () => {
    const sum = [...'B072RRE2I'].reduce((total, sign, i) => total + Number.parseInt(sign, 36) * (9 - i), 0);
    expect(sum % 11).toBe(5);
    expect(licenceNumber('@GERMAN', ERIKSSON, random())).toMatch(/^[A-Z]\d{3}[A-Z0-9]{5}[0-9X][1-9]$/);
  });

  test('the letter of a Spanish number is the remainder’s', () => {
    const [digits, letter] = licenceNumber('@SPANISH', ERIKSSON, random()).split('-');
    expect('TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23]).toBe(letter);
  });
});

test('own scripts', async () => {
  expect(inOwnScript('Papadopoulou', 'greek')).toBe('ΠΑΠΑΔΟΠΟΥΛΟΥ');
  expect(inOwnScript('Shevchenko', 'ukrainian')).toBe('ШЕВЧЕНКО');
  const { front } = await specimen('bgr-driving-licence').render(inventHolder('BGR', 5));
  expect(front.zones.printed.surname).toMatch(/^[А-Я-]+\n[A-Z-]+$/);
});

test('every glyph is drawn, wherever it stands', () => {
  for (let at = 0; at < 4000; at++) {
    expect(text('4a.', (at * 13) / 1000, (at * 7) / 1000, 1.6)).not.toContain('NaN');
  }
});
