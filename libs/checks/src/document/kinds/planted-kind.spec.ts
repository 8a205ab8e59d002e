import { expect, test } from '@jest/globals';
import { evaluate } from '../evaluate.js';
import { printOf, sideOf } from '../measurement.fixture.js';
import { judgePortrait, onPage } from '../portrait/judge-portrait.js';
import { notShown, shown } from '../proof/claim.js';
import type { DocumentReading } from '../reading/reading.js';
import { judgeSheet } from '../sides/judge-sheet.js';
import type { DocumentKind } from './kind.js';
import { DOCUMENT_KINDS } from './registry.js';

const READING: DocumentReading = {
  facts: {
    type: 'id_card',
    issuing_country: 'SE',
    first_name: 'Anna Maria',
    last_name: 'Eriksson',
    dob: { year: 1974, month: 8, day: 12 },
    issued_date: null,
    expiration_date: { year: 2031, month: 4, day: 15 },
    number: 'LEDGER-7',
    sex: 'unknown',
    unparsed_sex: null,
    unparsed_place_of_birth: null,
    address: null,
  },
  provenance: { first_name: ['reader'], last_name: ['reader'], dob: ['reader'], number: ['reader'] },
  unproven: [],
  contradicted: [],
};

/** A kind that the registry does not have: recognised by its heading, with claims of its own. */
const seamansBook: DocumentKind = {
  name: 'seamans-book',
  recognise({ front, back, cells }) {
    const heading = cells.front.find(({ text }) => text.startsWith("SEAMAN'S BOOK"));
    if (!heading) return null;
    return {
      status: 'recognised',
      reading: READING,
      claims: {
        physical_document: judgeSheet(front, { sheets: ['ID-1'], ground: 'seen' }),
        kind: heading.text.endsWith('7')
          ? shown('its heading')
          : notShown('Please photograph the first page.', 'page 7'),
        belongs_together: shown('one page'),
        portrait: judgePortrait(front, [onPage('the left', [0, 0.5], [0, 1], [0.05, 0.4])], back),
        dates: shown('none to contradict'),
      },
    };
  },
};

const judge = (heading: string, kinds: readonly DocumentKind[]) =>
  evaluate(
    { front: sideOf({ print: printOf([0.2, 0, heading]), aspect: 1.586 }), back: null },
    { options: { document: {} }, livemode: false, submittedAt: new Date('2026-11-30T12:00:00Z') },
    kinds,
  );

test('a kind is one folder and one line: it recognises, proves and tells by itself', () => {
  const kinds = [...DOCUMENT_KINDS, seamansBook];
  expect(judge("SEAMAN'S BOOK 7", kinds)).toMatchObject({ status: 'passed', facts: { number: 'LEDGER-7' } });
  expect(judge("SEAMAN'S BOOK 8", kinds)).toMatchObject({
    status: 'failed',
    reason: 'Please photograph the first page.',
  });
  expect(judge("SEAMAN'S BOOK 7", DOCUMENT_KINDS)).toMatchObject({ status: 'failed' });
});
