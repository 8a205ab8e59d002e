import { describe, expect, test } from '@jest/globals';
import { printOf, sideOf } from '../../measurement.fixture.js';
import { cellsOf } from '../page.js';
import { licenceIssuer, statesOfHeading } from './licence-issuer.js';
import { LICENCE_STATES } from './licence-states.js';

/** A head as it lies on the card: the sign in its field, the lines right of it. */
const head = (sign: string | null, ...lines: readonly string[]) =>
  licenceIssuer(
    cellsOf(
      sideOf({
        aspect: 1.586,
        print: printOf(
          ...(sign === null ? [] : [[0.06, 1, sign] as const]),
          ...lines.map((line, row) => [0.2, row, line] as const),
          [0.4, 4, '1. ERIKSSON'],
        ),
      }),
    ),
  );

describe('the issuer of a licence', () => {
  test.each([
    ['UK', ['DRIVING LICENCE'], 'GB'],
    ['GB', ['DRIVING LICENCE'], 'GB'],
    ['UK', ['PROVISIONAL DRIVING LICENCE'], 'GB'],
    ['UK', ['DRIVING LICENCE', 'TRWYDDED YRRU'], 'GB'],
    ['UK', ['DRIVING LICENCE', 'NORTHERN IRELAND'], 'GB'],
    ['IRL', ['CEADÚNAS TIOMÁNA', 'DRIVING LICENCE'], 'IE'],
    [null, ['CEADUNAS TIOMANA', 'DRIVING LICENCE'], 'IE'],
    ['IRL', ['CEAD FOGHLAMEORA', 'LEARNER PERMIT'], 'IE'],
    ['M', ['LICENZJA TAS-SEWQAN', 'DRIVING LICENCE'], 'MT'],
    ['LT', ['VAIRUOTOJO PAZYMEJIMAS', 'LIETUVOS RESPUBLIKA'], 'LT'],
    [null, ['VAlRUOTOJO PAZYMEJlMAS'], 'LT'],
    ['EST', ['JUHILUBA', 'EESTI VABARIIK'], 'EE'],
    ['N', ['FORERKORT', 'NORGE NOREG'], 'NO'],
    ['N', ['FORERKORT'], 'NO'],
    ['DK', ['KOREKORT', 'DANMARK'], 'DK'],
    ['5', ['KÖRKORT'], 'SE'],
    ['FIN', ['AJOKORTTI KÖRKORT'], 'FI'],
    ['A', ['FÜHRERSCHEIN'], 'AT'],
    ['D', ['FÜHRERSCHEIN'], 'DE'],
    ['B', ['RIJBEWIJS PERMIS DE CONDUIRE FÜHRERSCHEIN'], 'BE'],
    ['L', ['PERMIS DE CONDUIRE FÜHRERSCHEIN'], 'LU'],
    ['CH', ['FÜHRERAUSWEIS PERMIS DE CONDUIRE LICENZA DI CONDURRE', 'PERMISS DA MANISCHAR'], 'CH'],
    ['SLO', ['VOZNISKO DOVOLJENJE'], 'SI'],
    ['HR', ['VOZACKA DOZVOLA'], 'HR'],
    ['RO', ['PERMIS DE CONDUCERE', 'ROMANIA'], 'RO'],
    ['BG', ['CBNAETENCTBO3AYNPABNEHNEHAMnC'], 'BG'],
    [null, ['CBNAETENCTBO3AYNPABNEHNEHAMnC', 'PENYENNKABDNTAPNA'], 'BG'],
    ['CY', ['AAEIAOAHTHEHE', 'KYNPIAKH△HMOKPATIA'], 'CY'],
    [null, ['AAEIAOAHTHEHE', 'KYNPIAKH△HMOKPATIA'], 'CY'],
    [null, ['AAEIAOAHFHEHE', 'ENAHNIKH△HMOKPATIA'], 'GR'],
    ['GR', ['AAEIA OAHTHEHE'], 'GR'],
    ['UA', ['ПОСВІДЧЕННЯ ВОДІЯ DRIVING LICENCE'], 'UA'],
  ] as const)('%s beside %j: %s', (sign, lines, country) => {
    expect(head(sign, ...lines).country).toBe(country);
  });

  test.each([
    ['English words alone', null, ['DRIVING LICENCE']],
    ['a sign that is none of a state with such a heading', 'LT', ['DRIVING LICENCE']],
    ['a word that several states share', null, ['FÜHRERSCHEIN']],
    ['a sign alone', 'UK', ['MEMBERSHIP CARD']],
  ] as const)('is not told by %s', (_what, sign, lines) => {
    expect(head(sign, ...lines).country).toBeNull();
  });

  test('a name decides, and what the sign says is told beside it', () => {
    expect(head('A', 'FÜHRERSCHEIN', 'BUNDESREPUBLIK DEUTSCHLAND')).toMatchObject({
      country: 'DE',
      sign: 'AT',
      name: 'DE',
    });
  });

  test('letters in the print below are no sign', () => {
    const cells = cellsOf(
      sideOf({ aspect: 1.586, print: printOf([0.2, 0, 'FÜHRERSCHEIN'], [0.06, 14, 'D']) }),
    );
    expect(licenceIssuer(cells).sign).toBeNull();
  });
});

test.each(LICENCE_STATES.flatMap(({ country, headings }) => headings.map((heading) => [heading, country])))(
  'the heading %s may be of %s',
  (heading, country) => expect(statesOfHeading(heading)).toContain(country),
);

test('surnames and places are no headings', () => {
  for (const text of ['KORHONEN', 'PERMANENT RESIDENT', 'LICENSING OFFICE', 'DRIVER AND VEHICLE AGENCY']) {
    expect(statesOfHeading(text)).toEqual([]);
  }
});
