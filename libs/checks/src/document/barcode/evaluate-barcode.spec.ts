import { documentFacts } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../evaluate.js';
import {
  EU_LICENCE_PRINT,
  mrzOf,
  PASSPORT_LINES,
  PASSPORT_PRINT,
  printOf,
  sideOf,
} from '../measurement.fixture.js';
import type { PrintedLine, SideMeasurement } from '../measurement.js';
import { REASONS } from '../reasons.js';
import { type SymbolForm, symbolOf, VIRGINIAN } from './aamva.fixture.js';

const FRONT = printOf(
  [0.03, 0, 'VIRGINIA'],
  [0.6, 0, 'DRIVER LICENSE'],
  [0.3, 2, '4d LIC# T64235789'],
  [0.3, 4, '3 DOB 08/12/1974'],
  [0.6, 4, '4b EXP 04/15/2031'],
  [0.3, 6, '1 ERIKSSON'],
  [0.3, 8, '2 ANNA MARIA'],
  [0.3, 10, '8 12 HARBOUR STREET'],
  [0.31, 11, 'ZENITH, VA 10115'],
  [0.3, 13, '4a ISS 04/16/2021'],
  [0.6, 13, '15 SEX F'],
);

const replaced = (from: string, to: string): PrintedLine[] =>
  FRONT.map((line) => (line.text === from ? { ...line, text: to } : line));

const back = (form: Partial<SymbolForm> = {}) => {
  const text = symbolOf({ ...VIRGINIAN, ...form });
  return sideOf({ barcodes: [{ format: 'PDF417', text, foundBy: 'as-is' }] });
};
const withElements = (changes: Readonly<Record<string, string>>) => ({
  elements: { ...VIRGINIAN.elements, ...changes },
});

function judge(front: SideMeasurement, other: SideMeasurement | null, at = '2026-11-22') {
  return evaluate(JSON.parse(JSON.stringify({ front, back: other })), {
    options: { document: {} },
    livemode: false,
    submittedAt: new Date(`${at}T12:00:00Z`),
  });
}
const front = (print: readonly PrintedLine[] = FRONT) => sideOf({ print, aspect: 1.586 });
const other = (reason: string) => ({ status: 'failed', code: 'document_unverified_other', reason });

describe('a card whose barcode was read', () => {
  test('its facts are the barcode’s, its agreement with the print an insight', () => {
    const verdict = judge(front(), back());
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        type: 'driving_license',
        issuing_country: 'US',
        first_name: 'Anna Maria',
        last_name: 'Eriksson',
        dob: { year: 1974, month: 8, day: 12 },
        issued_date: { year: 2021, month: 4, day: 16 },
        expiration_date: { year: 2031, month: 4, day: 15 },
        number: 'T64235789',
        sex: 'female',
        unparsed_sex: 'F',
        address: {
          line1: '12 HARBOUR STREET',
          city: 'ZENITH',
          state: 'VA',
          postal_code: '10115',
          country: 'US',
        },
      },
    });
    if (verdict.status === 'passed') documentFacts.parse(verdict.facts);
    expect(verdict.insights).toContainEqual({
      signal: 'back.barcode_print_agreement',
      level: 'low',
      score: 1,
    });
    expect(verdict.insights).toContainEqual({
      signal: 'back.barcode_form',
      level: 'low',
      score: 0,
      note: 'Virginia, version 10',
    });
  });

  test('an identification card is one, whatever its front looks like', () => {
    expect(judge(front(), back({ type: 'ID' }))).toMatchObject({
      status: 'passed',
      facts: { type: 'id_card' },
    });
  });

  test('it vouches for what the print alone does not', () => {
    const unclear = FRONT.map((line) =>
      line.text.startsWith('4b') || line.text.startsWith('1 ') ? { ...line, score: 0.5 } : line,
    );
    expect(judge(front(unclear), null)).toMatchObject({ code: 'document_unverified_other' });
    expect(judge(front(unclear), back())).toMatchObject({ status: 'passed' });
  });

  test('print gives back the diacritics, and what was truncated', () => {
    const print = replaced('1 ERIKSSON', '1 ÉRIKSSON-LÖFGREN');
    const card = back(withElements({ DCS: 'ERIKSSON-L', DDE: 'T' }));
    expect(judge(front(print), card)).toMatchObject({ facts: { last_name: 'Ériksson-Löfgren' } });
  });

  test('an enhanced or Canadian card whose print puts the year first', () => {
    const print = replaced('3 DOB 08/12/1974', '3 DOB 1974/08/12');
    expect(judge(front(print), back())).toMatchObject({ status: 'passed' });
  });

  test('an expired one', () => {
    expect(judge(front(), back(), '2031-04-16')).toMatchObject({ code: 'document_expired' });
  });

  test('a card that never expires', () => {
    const print = FRONT.filter(({ text }) => !text.startsWith('4b'));
    const verdict = judge(front(print), back({ type: 'ID', ...withElements({ DBA: 'NEVER' }) }));
    expect(verdict).toMatchObject({ status: 'passed', facts: { expiration_date: null } });
  });
});

describe('contradictions', () => {
  test.each([
    ['name', '1 ERIKSSON', '1 SVENSSON-LUND'],
    ['name', '2 ANNA MARIA', '2 LINNEA ELSA'],
    ['date of birth', '3 DOB 08/12/1974', '3 DOB 08/12/1985'],
    ['document number', '4d LIC# T64235789', '4d LIC# T64935781'],
    ['expiry date', '4b EXP 04/15/2031', '4b EXP 04/16/2034'],
  ])('an altered %s on the front (%s → %s)', (field, from, to) => {
    const verdict = judge(front(replaced(from, to)), back());
    expect(verdict).toMatchObject(other(REASONS.contradicted([field], 'barcode')));
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({
        signal: 'back.barcode_print_agreement',
        level: 'high',
        note: `differ: ${field}`,
      }),
    );
  });

  test.each([
    ['name', '1 ERIKSSON', null],
    ['name', '2 ANNA MARIA', null],
    ['date of birth', '3 DOB 08/12/1974', null],
    ['date of birth', '3 DOB 08/12/1974', '3 DOB 08/12/1984'],
    ['expiry date', '4b EXP 04/15/2031', '4b EXP 04/15/2034'],
  ])('a %s that is not seen, or a character off, is asked for again (%s → %s)', (field, from, to) => {
    const print = to === null ? FRONT.filter(({ text }) => text !== from) : replaced(from, to);
    expect(judge(front(print), back())).toMatchObject(other(REASONS.unproven([field])));
  });

  test('an end that the front does not show, covered or blotted out, is believed only where it is over', () => {
    const covered = FRONT.filter(({ text }) => !text.startsWith('4b EXP'));
    expect(judge(front(covered), back())).toMatchObject(other(REASONS.unproven(['expiry date'])));
    expect(judge(front(replaced('4b EXP 04/15/2031', '4b EXP')), back())).toMatchObject(
      other(REASONS.unproven(['expiry date'])),
    );
    expect(judge(front(covered), back(), '2031-04-18')).toMatchObject({ code: 'document_expired' });
  });

  test('a character of the number off beside the right name and birth', () => {
    const print = replaced('4d LIC# T64235789', '4d LIC# T64235788');
    expect(judge(front(print), back())).toMatchObject({ status: 'passed', facts: { number: 'T64235789' } });
  });

  test('a short number within another one is not that number', () => {
    const print = replaced('4d LIC# T64235789', '4d LIC# 991234599').filter(
      ({ text }) => !text.startsWith('3'),
    );
    expect(judge(front(print), back(withElements({ DAQ: '12345' })))).toMatchObject(other(REASONS.otherCard));
  });

  test('unclear print contradicts nothing, nor does a misread letter', () => {
    const unclear = replaced('4b EXP 04/15/2031', '4b EXP 04/15/2034').map((line) =>
      line.text.startsWith('4b') ? { ...line, score: 0.6 } : line,
    );
    // It is no witness either: the end is asked for again.
    expect(judge(front(unclear), back())).toMatchObject(other(REASONS.unproven(['expiry date'])));
    expect(judge(front(replaced('1 ERIKSSON', '1 ERIKSS0N')), back())).toMatchObject({ status: 'passed' });
    expect(judge(front(replaced('1 ERIKSSON', '1 ERLKSSON')), back())).toMatchObject({ status: 'passed' });
  });

  test('the back of another card', () => {
    const foreign = withElements({ DAQ: 'B55512345', DCS: 'LI', DAC: 'BO', DAD: 'NONE', DBB: '01021990' });
    expect(judge(front(), back(foreign))).toMatchObject(other(REASONS.otherCard));
  });

  test('a barcode beside a front that says nothing, or is blurred', () => {
    expect(judge(front([]), back())).toMatchObject(other(REASONS.otherCard));
    const quality = { ...sideOf().quality, sharp90: 1.5 };
    expect(judge(sideOf({ quality }), back())).toMatchObject(other(REASONS.quality.blur));
  });
});

const blankBack = sideOf({ faces: { onPage: [], second: null, frame: null, beside: 0 } });

describe('sides', () => {
  test('the back alone asks for the front; in the wrong order both are read', () => {
    expect(judge(back(), null)).toMatchObject(other(REASONS.frontNeeded));
    expect(judge(back(), front())).toMatchObject({ status: 'passed', facts: { number: 'T64235789' } });
  });

  test('a front alone, and one whose barcode was not read, is asked for what it lacks', () => {
    expect(judge(front(), null)).toMatchObject({ status: 'failed', reason: REASONS.backNeeded });
    expect(judge(front(), blankBack)).toMatchObject({ status: 'failed', reason: REASONS.barcodeUnread });
  });

  test('a barcode that was seen and not read: from closer where it is small, sharper where it is not', () => {
    const seen = (unreadBars: number) => judge(front(), { ...blankBack, unreadBars });
    expect(seen(380)).toMatchObject(other(REASONS.barcodeTooSmall));
    expect(seen(1100)).toMatchObject(other(REASONS.barcodeUnread));
    const unknown = front([]);
    expect(judge(unknown, blankBack)).not.toMatchObject(other(REASONS.barcodeTooSmall));
  });

  test('a valid MRZ goes before a barcode; other codes change nothing', () => {
    const passport = sideOf({ mrz: mrzOf('TD3', PASSPORT_LINES), print: PASSPORT_PRINT });
    expect(judge(passport, back())).toMatchObject({ facts: { type: 'passport' } });
    const qr = sideOf({ barcodes: [{ format: 'QRCode', text: 'https://example.org', foundBy: 'as-is' }] });
    const european = sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586 });
    expect(judge(european, qr)).toEqual(judge(european, blankBack));
  });
});

test('a made-up issuer is shown to the reviewer', () => {
  const verdict = judge(front(), back({ issuer: '123456' }));
  expect(verdict.insights).toContainEqual(
    expect.objectContaining({
      signal: 'back.barcode_form',
      level: 'high',
      note: expect.stringContaining('unknown issuer'),
    }),
  );
});
