import { checkDigit } from '@idem/vision/stages/mrz/check-digit';
import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../evaluate.js';
import { mrzOf, printOf, sideOf } from '../measurement.fixture.js';
import { REASONS } from '../reasons.js';

interface Front {
  readonly surname?: string;
  readonly givenNames?: string;
  readonly birth?: string;
  readonly expiry?: string;
  readonly number?: string;
}

const frontOf = (
  issuer: string,
  {
    surname = 'LEFEBVRE-DUPONT',
    givenNames = 'ANNE',
    birth = '12.08.1974',
    expiry = '14.09.2036',
    number = '21KD48203',
  }: Front = {},
) =>
  sideOf({
    aspect: 1.586,
    print: printOf(
      [0.2, 0, 'DRIVING LICENCE'],
      [0.2, 1, issuer],
      [0.4, 3, `1. ${surname}`],
      [0.4, 5, `2. ${givenNames}`],
      [0.4, 7, `3. ${birth} ZENITH`],
      [0.4, 9, '4a. 15.09.2021'],
      [0.7, 9, '4c. PREFECTURE'],
      [0.4, 11, `4b. ${expiry}`],
      [0.4, 13, `5. ${number}`],
    ),
  });

const french = (number = '21KD48203', expiry = '360914', surname = 'LEFEBVRE') => {
  const first = `D1FRA${number}`;
  const line = `${first}${checkDigit(first)}${expiry}${surname.padEnd(8, '<')}`;
  return [line + checkDigit(line)];
};
const judge = (front: ReturnType<typeof frontOf>, back: ReturnType<typeof mrzOf>) =>
  evaluate(
    { front, back: sideOf({ aspect: 1.586, mrz: back }) },
    { options: { document: {} }, livemode: false, submittedAt: new Date('2026-11-22T12:00:00Z') },
  );

describe('the zone on a licence’s back', () => {
  test('vouches for what the front says, and its cut surname is no other', () => {
    expect(french()).toEqual(['D1FRA21KD482033360914LEFEBVRE2']);
    expect(judge(frontOf('FRANCE'), mrzOf('DLFRA', french()))).toMatchObject({
      status: 'passed',
      facts: {
        type: 'driving_license',
        last_name: 'Lefebvre-Dupont',
        first_name: 'Anne',
        number: '21KD48203',
      },
      provenance: { number: expect.arrayContaining(['reader', 'check-digit']) },
    });
  });

  test.each([
    ['document number', french('21KD48317')],
    ['expiry date', french('21KD48203', '310914')],
    ['name', french('21KD48203', '360914', 'MARTIN')],
  ])('of another card: %s', (field, lines) => {
    expect(judge(frontOf('FRANCE'), mrzOf('DLFRA', lines))).toMatchObject({
      reason: REASONS.contradicted([field]),
    });
  });

  test('a printed number that may have been misread is the zone’s', () => {
    const verdict = judge(frontOf('FRANCE', { number: '21KD43203' }), mrzOf('DLFRA', french()));
    expect(verdict).toMatchObject({ status: 'passed', facts: { number: '21KD48203' } });
    expect(verdict.insights).toContainEqual(expect.objectContaining({ signal: 'number_print' }));
  });

  test('with digits that disagree it is refused, and read unclearly it says nothing', () => {
    const [line = ''] = french();
    const altered = [`${line.slice(0, 20)}5${line.slice(21)}`];
    expect(judge(frontOf('FRANCE'), mrzOf('DLFRA', altered))).toMatchObject({
      reason: REASONS.wrongCheckDigit,
    });
    const unclear = mrzOf('DLFRA', altered, { meanLogProbability: -0.4 });
    expect(judge(frontOf('FRANCE'), unclear)).toMatchObject({ status: 'passed' });
  });

  test('the Dutch line says the number', () => {
    const front = (number: string) => frontOf('NEDERLAND', { surname: 'VAN DER BERG', number });
    const zone = mrzOf('DLNLD', ['D1NLD14820173356K7QX2MB49HT1R7']);
    expect(judge(front('4820173356'), zone)).toMatchObject({
      status: 'passed',
      facts: { issuing_country: 'NL', number: '4820173356' },
      provenance: { number: expect.arrayContaining(['check-digit']) },
    });
    expect(judge(front('4820179956'), zone)).toMatchObject({
      reason: REASONS.contradicted(['document number']),
    });
  });

  test('the Swiss lines have no check digit: they agree or contradict, and prove nothing', () => {
    const zone = mrzOf('DLCHE', [
      'BCD204F<<',
      'FACHE417320569097<<910622<<<<<',
      'BRUNNER<<NOEMI<LARA<<<<<<<<<<<',
    ]);
    const front = (birth: string) =>
      frontOf('SCHWEIZ', { surname: 'BRUNNER', givenNames: 'NOEMI LARA', birth, number: '417320569097' });
    const verdict = judge(front('22.06.1991'), zone);
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: { issuing_country: 'CH', last_name: 'Brunner' },
    });
    if (verdict.status === 'passed') {
      expect(Object.values(verdict.provenance ?? {}).flat()).not.toContain('check-digit');
    }
    expect(judge(front('22.06.1981'), zone)).toMatchObject({
      reason: REASONS.contradicted(['date of birth']),
    });
  });

  test('alone, or behind something that is no licence, it is no licence', () => {
    const side = sideOf({ aspect: 1.586, mrz: mrzOf('DLFRA', french()) });
    const circumstances = {
      options: { document: {} },
      livemode: false,
      submittedAt: new Date('2026-11-22T12:00:00Z'),
    };
    expect(evaluate({ front: side, back: null }, circumstances).status).toBe('failed');
    expect(evaluate({ front: sideOf({}), back: side }, circumstances).status).toBe('failed');
  });
});
