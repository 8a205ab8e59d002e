import { readFile } from 'node:fs/promises';
import { SPECIMENS } from '@idem/testing/documents/specimens';
import { STATES } from '@idem/testing/documents/states';
import { verifyCheckDigits } from '@idem/vision/stages/mrz/verify-check-digits';
import { describe, expect, test } from '@jest/globals';
import countries from 'i18n-iso-countries';
import { evaluate } from '../evaluate.js';
import { EU_LICENCE_PRINT, mrzOf, PASSPORT_PRINT, printOf, sideOf } from '../measurement.fixture.js';
import type { SideMeasurement } from '../measurement.js';
import { ISSUERS_IN_TWO_SCRIPTS } from '../print/licence/licence-states.js';
import { toAlpha2 } from '../zone/country.js';
import { supportedDocuments } from './supported-documents.js';
import { supportedDocumentsPage } from './supported-documents-page.js';
import { TESTED_SPECIMENS } from './tested.js';

test('docs/supported-documents.md is what the code says; `npm run docs` brings it up to date', async () => {
  const page = await readFile(new URL('../../../../../docs/supported-documents.md', import.meta.url), 'utf8');
  expect(supportedDocumentsPage()).toBe(page);
});

test('what is said to be rendered is rendered', () => {
  const rendered = SPECIMENS.map(({ country, type }) => {
    const presented = type === 'residence_permit' ? 'id_card' : type;
    return `${toAlpha2(STATES[country].mrz)} ${presented}`;
  });
  expect(rendered).toEqual(expect.arrayContaining([...TESTED_SPECIMENS]));
});

const judge = (front: SideMeasurement, back: SideMeasurement | null = null) =>
  evaluate({ front, back }, { options: {}, livemode: false, submittedAt: new Date('2026-11-22T12:00:00Z') });

const stateOf = (country: string | null): string => {
  const code = country === null ? 'UTO' : country === 'DE' ? 'D' : (countries.alpha2ToAlpha3(country) ?? '');
  return code.padEnd(3, '<');
};

/** The lines with the composite digit that makes them agree. */
function agreeing(format: 'TD1', lines: readonly string[]): string[] {
  for (let digit = 0; digit < 10; digit++) {
    const tried = lines.map((line, i) => (i === 1 ? line.slice(0, 29) + digit : line));
    if (verifyCheckDigits(format, tried).valid) return tried;
  }
  throw new Error('no digit makes the lines agree');
}

const passportOf = (country: string | null) =>
  sideOf({
    mrz: mrzOf('TD3', [
      `P<${stateOf(country)}ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<`,
      'L898902C36UTO7408122F3104150ZE184226B<<<<<16',
    ]),
    print: PASSPORT_PRINT,
  });

const cardBackOf = (country: string | null) =>
  sideOf({
    mrz: mrzOf(
      'TD1',
      agreeing('TD1', [
        `I<${stateOf(country)}D610339913<<<<<<<<<<<<<<<`,
        '7408122F3104150UTO<<<<<<<<<<<0',
        'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      ]),
    ),
  });

/** What the reader makes of names in Cyrillic and Greek alike is held against the Latin ones below. */
const IN_TWO_SCRIPTS = [
  ...printOf([0.4, 3, '1. MAPTA'], [0.44, 4, 'MARTA'], [0.4, 5, '2. TEKAA'], [0.44, 6, 'TEKLA']),
  ...EU_LICENCE_PRINT.slice(4),
];

const licenceOf = (country: string) =>
  sideOf({
    aspect: 1.586,
    print: [
      ...printOf([0.2, 0, 'DRIVING LICENCE'], [0.2, 1, countries.getName(country, 'en') ?? country]),
      ...(ISSUERS_IN_TWO_SCRIPTS.includes(country) ? IN_TWO_SCRIPTS : EU_LICENCE_PRINT.slice(2)),
    ],
  });

describe.each(supportedDocuments())('$country $type: $level', ({ country, type, level }) => {
  test('the check does what the table says', () => {
    if (type === 'passport') {
      const verdict = judge(passportOf(country));
      expect(verdict).toMatchObject({ status: 'passed', facts: { type, issuing_country: country } });
      return;
    }
    if (type === 'id_card' && level !== 'barcode + print compared') {
      const front = sideOf({ print: [...printOf([0.05, 0, 'IDENTITY CARD']), ...PASSPORT_PRINT.slice(3)] });
      expect(judge(front)).toMatchObject({ status: 'failed', reason: expect.stringContaining('back') });
      expect(judge(front, cardBackOf(country))).toMatchObject({
        status: 'passed',
        facts: { type, issuing_country: country },
      });
      return;
    }
    if (level === 'barcode + print compared' || country === null) return;
    const verdict = judge(licenceOf(country));
    if (level === 'not accepted') expect(verdict.status).toBe('failed');
    else expect(verdict).toMatchObject({ status: 'passed', facts: { type, issuing_country: country } });
  });
});
