import { td3Lines } from '@idem/testing/documents/mrz-lines';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { describe, expect, test } from '@jest/globals';
import type { ChipMeasurement } from '../../chip/examine-chip.js';
import type { StepName, StepStatus } from '../../chip/passive/report.js';
import { evaluate } from '../evaluate.js';
import { mrzOf, PASSPORT_LINES, PASSPORT_PRINT, printOf, sideOf } from '../measurement.fixture.js';
import type { DocumentMeasurement, MeasuredMrz, PrintedLine } from '../measurement.js';
import { REASONS } from '../reasons.js';
import { authenticationWith, chipOf, NO_DETAILS } from './chip.fixture.js';

const DG1 = { format: 'TD3', lines: PASSPORT_LINES } as const;
const PAGE = mrzOf('TD3', PASSPORT_LINES);
/** Somebody else's passport; its check digits are right. */
const OTHER_LINES = td3Lines({
  issuingState: 'UTO',
  nationality: 'UTO',
  surname: 'Muster',
  givenNames: 'Mario',
  documentNumber: 'L898902C4',
  dateOfBirth: '1964-08-12',
  dateOfExpiry: '2031-04-15',
  sex: 'M',
});
/** The same document, one letter of the name misread. */
const MISREAD_NAME = ['P<UTOERIKSS0N<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'.replace('0', 'Q'), PASSPORT_LINES[1]];
/** Number and dates lost to glare. */
const ILLEGIBLE = [PASSPORT_LINES[0], 'L8989Q2C36UTO7408I22F31O4150ZE184226B<<<<<16'];

function judge(
  chip: ChipMeasurement | null,
  page: MeasuredMrz | null = PAGE,
  print: readonly PrintedLine[] = PASSPORT_PRINT,
  at = '2026-11-22',
) {
  const front = sideOf({ mrz: page, print });
  const measurement = { front, back: null, ...(chip ? { chip } : {}) } satisfies DocumentMeasurement;
  const stored: DocumentMeasurement = JSON.parse(JSON.stringify(measurement));
  return evaluate(stored, {
    options: { document: {} },
    livemode: false,
    submittedAt: new Date(`${at}T12:00:00Z`),
  });
}

const unproven = authenticationWith({ certificate_chain: 'unknown' });
const other = (reason: unknown) => ({ status: 'failed', code: 'document_unverified_other', reason });
const insight = (signal: string, level: string) =>
  expect.objectContaining({ insights: expect.arrayContaining([expect.objectContaining({ signal, level })]) });
const passedAs = (last_name: string) => ({ status: 'passed', facts: { last_name } });

test('the fixtures are what they are said to be', () => {
  expect(chipOf(DG1, mrzOf('TD3', OTHER_LINES)).comparison?.verdict).toBe('different');
  expect(mrzOf('TD3', OTHER_LINES).valid).toBe(true);
  expect(chipOf(DG1, mrzOf('TD3', MISREAD_NAME)).comparison?.verdict).toBe('same_document');
  expect(mrzOf('TD3', ILLEGIBLE).valid).toBe(false);
});

describe('verdict × comparison', () => {
  const pages = {
    same: PAGE,
    same_document: mrzOf('TD3', MISREAD_NAME, { confidence: 0.6 }),
    different: mrzOf('TD3', OTHER_LINES),
  };
  const verdicts = {
    authentic: authenticationWith(),
    waived: authenticationWith({ revocation: 'waived' }),
    unproven,
    refuted: authenticationWith({ data_groups: 'refuted' }),
  };
  const refusedAsAltered = other(REASONS.chipAltered);
  test.each([
    ['authentic', 'same', passedAs('Eriksson')],
    ['authentic', 'same_document', passedAs('Eriksson')],
    ['authentic', 'different', other(REASONS.chipOfOtherDocument)],
    ['waived', 'same', passedAs('Eriksson')],
    ['waived', 'same_document', passedAs('Eriksson')],
    ['waived', 'different', other(REASONS.chipOfOtherDocument)],
    ['refuted', 'same', refusedAsAltered],
    ['refuted', 'same_document', refusedAsAltered],
    ['refuted', 'different', refusedAsAltered],
  ] as const)('%s, %s', (verdict, comparison, expected) => {
    const page = pages[comparison];
    const chip = chipOf(DG1, page, { authentication: verdicts[verdict] });
    expect(chip.comparison?.verdict).toBe(comparison);
    expect(judge(chip, page)).toMatchObject(expected);
  });

  test.each(['same', 'same_document', 'different'] as const)(
    'unproven, %s: judged exactly as without a chip, and flagged',
    (comparison) => {
      const page = pages[comparison];
      const with_ = judge(chipOf(DG1, page, { authentication: unproven }), page);
      const { insights: _, ...without } = judge(null, page);
      expect(with_).toMatchObject(without);
      expect(with_).toEqual(insight('chip.authenticity', 'elevated'));
    },
  );
});

describe('an authentic chip', () => {
  test('vouches for names that nothing on the page vouches for', () => {
    const doubtful = mrzOf('TD3', PASSPORT_LINES, { confidence: 0.3 });
    expect(judge(null, doubtful, [])).toMatchObject(other(REASONS.unproven(['name'])));
    const verdict = judge(chipOf(DG1, doubtful), doubtful, []);
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: { type: 'passport', number: 'L898902C3', first_name: 'Anna Maria', last_name: 'Eriksson' },
    });
    expect(verdict).toMatchObject({ provenance: { first_name: ['chip'], number: ['chip'] } });
    expect(verdict).toEqual(insight('chip.authenticity', 'low'));
    expect(verdict).toEqual(insight('chip.agreement', 'low'));
  });

  test('gives names in the state’s letters, whole birth, place and address', () => {
    const details = {
      ...NO_DETAILS,
      surname: 'ÉRIKSSON',
      givenNames: 'ANNÁ MARIA',
      dateOfBirth: '1974-08-12',
      placeOfBirth: ['ZENITH', 'UTOPIA'],
      address: ['12 HARBOUR STREET', '10115 ZENITH'],
    };
    const verdict = judge(chipOf(DG1, PAGE, { details }));
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        last_name: 'Ériksson',
        first_name: 'Anná Maria',
        dob: { year: 1974, month: 8, day: 12 },
        issued_date: { year: 2021, month: 4, day: 16 },
        unparsed_place_of_birth: 'ZENITH, UTOPIA',
        address: { line1: '12 HARBOUR STREET', postal_code: '10115', city: 'ZENITH' },
      },
    });
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'chip.names', note: 'names as in DG11' }),
    );
  });

  test('DG11 may settle the century of birth, and no other part of it', () => {
    const lines = td3Lines(
      {
        ...ERIKSSON,
        dateOfBirth: '1920-08-12',
        issuingState: 'UTO',
        nationality: 'UTO',
        documentNumber: 'L898902C3',
        dateOfExpiry: '2031-04-15',
      },
      {},
    );
    const page = mrzOf('TD3', lines);
    const print = PASSPORT_PRINT.map((line) =>
      line.text === '12 AUG 1974' ? { ...line, text: '12 AUG 20' } : line,
    );
    const born = (dateOfBirth: string) =>
      judge(chipOf({ format: 'TD3', lines }, page, { details: { ...NO_DETAILS, dateOfBirth } }), page, print);
    expect(born('1920-08-12')).toMatchObject({ facts: { dob: { year: 1920 } } });
    expect(born('1920-08-13')).toMatchObject({ status: 'failed', reason: REASONS.child });
  });

  test.each([
    ['in another script', 'ЭРИКССОН', 'АННА'],
    ['with a maiden name', 'ERIKSSON GEB VOGT', 'FRAU DR ANNA MARIA'],
  ])('names of DG11 that are not DG1’s are left aside: %s', (_what, surname, givenNames) => {
    const verdict = judge(chipOf(DG1, PAGE, { details: { ...NO_DETAILS, surname, givenNames } }));
    expect(verdict).toMatchObject({ facts: { last_name: 'Eriksson', first_name: 'Anna Maria' } });
    expect(verdict.insights).toContainEqual(expect.objectContaining({ note: 'names as in DG1' }));
  });

  test('a name that DG1 cuts off comes whole from DG11', () => {
    const surname = 'NAGARAJAN VENKATESWARALAKSHMINARASIMHAN RAO';
    const cut = [`P<UTO${surname.replaceAll(' ', '<')}`.slice(0, 44), PASSPORT_LINES[1]];
    const page = mrzOf('TD3', cut);
    const verdict = judge(
      chipOf({ format: 'TD3', lines: cut }, page, { details: { ...NO_DETAILS, surname } }),
      page,
      [],
    );
    expect(verdict).toMatchObject({ facts: { last_name: 'Nagarajan Venkateswaralakshminarasimhan Rao' } });
  });

  test('does not cover up a page that was altered: a certain character that differs refuses', () => {
    const page = mrzOf('TD3', MISREAD_NAME, { confidence: 0.99 });
    expect(judge(chipOf(DG1, page), page)).toMatchObject(other(REASONS.chipDiffers(['name'])));
    const sex = [PASSPORT_LINES[0], PASSPORT_LINES[1].replace('2F3', '2M3')];
    expect(judge(chipOf(DG1, mrzOf('TD3', sex)), mrzOf('TD3', sex))).toMatchObject(
      other(REASONS.chipDiffers(['sex'])),
    );
  });

  test('does not cover up print that was altered', () => {
    const print = PASSPORT_PRINT.map((line) =>
      line.text === '12 AUG 1974' ? { ...line, text: '12 AUG 1984' } : line,
    );
    expect(judge(chipOf(DG1, PAGE), PAGE, print)).toMatchObject(
      other(REASONS.contradicted(['date of birth'], 'chip')),
    );
  });

  test('expires as its document does', () => {
    expect(judge(chipOf(DG1, PAGE), PAGE, PASSPORT_PRINT, '2031-04-15').status).toBe('passed');
    expect(judge(chipOf(DG1, PAGE), PAGE, PASSPORT_PRINT, '2031-04-16')).toMatchObject({
      code: 'document_expired',
    });
  });

  test('is no way around the allowed types', () => {
    const stored = {
      front: sideOf({ mrz: PAGE, print: PASSPORT_PRINT }),
      back: null,
      chip: chipOf(DG1, PAGE),
    };
    const circumstances = { livemode: false, submittedAt: new Date('2026-11-22T12:00:00Z') };
    expect(
      evaluate(stored, { ...circumstances, options: { document: { allowed_types: ['id_card'] } } }),
    ).toMatchObject({ code: 'document_type_not_supported' });
  });
});

describe('an authentic chip and a page whose MRZ was not read', () => {
  const illegible = mrzOf('TD3', ILLEGIBLE, { confidence: 0.4, meanLogProbability: -0.8 });

  test.each([
    ['read in part', illegible],
    ['not found at all', null],
  ])('stands in where number, birth and expiry are printed: %s', (_what, page) => {
    expect(judge(null, page)).toMatchObject(other(REASONS.unreadableMrz));
    const verdict = judge(chipOf(DG1, page), page);
    expect(verdict).toMatchObject(passedAs('Eriksson'));
    expect(verdict).toEqual(insight('chip.stands_in', 'elevated'));
  });

  test.each(['L898902C3', '12 AUG 1974', '15 APR 2031'])('asks for a better picture without %s', (text) => {
    const print = PASSPORT_PRINT.filter((line) => line.text !== text);
    expect(judge(chipOf(DG1, illegible), illegible, print)).toMatchObject(other(REASONS.chipUnmatched));
  });

  test('takes a field from the MRZ where it was read right, the others from print', () => {
    const print = PASSPORT_PRINT.filter(({ text }) => text !== '12 AUG 1974');
    const lines = [PASSPORT_LINES[0], 'L8989Q2C36UTO7408122F31O4150ZE184226B<<<<<16'];
    const page = mrzOf('TD3', lines, { confidence: 0.4, meanLogProbability: -0.8 });
    expect(judge(chipOf(DG1, page), page, print)).toMatchObject(passedAs('Eriksson'));
  });

  test('is not taken for a licence that was photographed instead', () => {
    const licence = printOf([0.2, 0, 'DRIVING LICENCE'], [0.4, 3, '1. ERIKSSON'], [0.4, 5, '2. ANNA MARIA']);
    expect(judge(chipOf(DG1, null), null, licence)).toMatchObject(other(REASONS.chipUnmatched));
  });
});

describe('a chip that is not to be believed', () => {
  test.each([
    ['data_groups', REASONS.chipAltered],
    ['signed_attributes', REASONS.chipAltered],
    ['signature', REASONS.chipNotSigned],
    ['certificate_chain', REASONS.chipNotSigned],
    ['validity', REASONS.chipNotSigned],
    ['revocation', REASONS.chipNotSigned],
    ['country', REASONS.chipNotSigned],
    ['security_object', REASONS.chipNotSigned],
  ] as const)('%s refuted', (step, reason) => {
    const verdict = judge(chipOf(DG1, PAGE, { authentication: authenticationWith({ [step]: 'refuted' }) }));
    expect(verdict).toMatchObject(other(reason));
    expect(verdict).toEqual(insight('chip.authenticity', 'high'));
  });

  test.each(
    (['unknown'] as const satisfies readonly StepStatus[]).flatMap((status) =>
      (
        [
          'security_object',
          'certificate_chain',
          'revocation',
          'country',
          'algorithms',
        ] as const satisfies readonly StepName[]
      ).map((step) => [step, status] as const),
    ),
  )('%s %s: the page decides, and none of the chip’s claims is told', (step, status) => {
    const authentication = authenticationWith({ [step]: status });
    const details = { ...NO_DETAILS, surname: 'ÉRIKSSON', placeOfBirth: ['NOWHERE'] };
    const verdict = judge(chipOf(DG1, PAGE, { authentication, details }));
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: { last_name: 'Eriksson', unparsed_place_of_birth: 'ZENITH' },
    });
    expect(verdict).toEqual(insight('chip.authenticity', 'elevated'));
  });

  test('never helps a page that cannot be read', () => {
    const chip = chipOf(DG1, null, { authentication: unproven });
    expect(judge(chip, null)).toMatchObject(other(REASONS.unreadableMrz));
  });

  test('bytes that could not be read are told', () => {
    const authentication = authenticationWith({ security_object: 'unknown', data_groups: 'unknown' });
    const unreadable = [{ file: 'dg1' as const, reason: 'dg1: cut off' }];
    const verdict = judge(chipOf(null, PAGE, { authentication, unreadable }));
    expect(verdict.status).toBe('passed');
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'chip.unreadable', note: 'dg1: cut off' }),
    );
  });
});
