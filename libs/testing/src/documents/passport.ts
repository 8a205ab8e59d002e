import { seededRandom } from '../random.js';
import { td3Lines } from './mrz-lines.js';
import { text } from './outlines.js';
import { securityPrint, specimenMark } from './security-print.js';
import { print } from './sheet.js';
import { type Holder, held, type MrzSpecimenOptions, type RenderedDocument } from './specimen.js';
import { STATES } from './states.js';
import { caption, labelled, MRZ_HEIGHT, machineReadableZone, printedDate } from './zones.js';

/** TD3: 125.0 × 88.0 mm (ICAO 9303-4, 2.1). */
const PAGE = { width: 125, height: 88 };
const PORTRAIT = { x: 6, y: 13.5, width: 35, height: 45 };
const GHOST = { x: 107, y: 44, width: 12, height: 15.4 };

/** The data page of a passport booklet, with visual zone and a TD3 machine readable zone. */
export async function renderPassport(
  holder: Holder,
  options: MrzSpecimenOptions = {},
): Promise<RenderedDocument> {
  const random = seededRandom(options.seed ?? 1);
  const { issued = '2021-04-16', expires = '2031-04-15', issuingState = 'UTO' } = options;
  const number = options.number ?? `L${random.digits(8)}`;
  const state = STATES[issuingState];
  const shown = { ...holder, ...options.alteration };
  const mrz = td3Lines(
    {
      ...holder,
      issuingState: state.mrz,
      nationality: STATES[holder.nationality].mrz,
      documentNumber: number,
      dateOfExpiry: expires,
      ...(options.optionalData === undefined ? {} : { optionalData: options.optionalData }),
    },
    options,
  );
  const heading = { font: 'bold', fill: '#22354a' } as const;
  const drawing = [
    securityPrint(PAGE.width, PAGE.height, random),
    text('PASSPORT / PASSEPORT', 6, 8, 3.3, heading),
    text(state.name, 119, 8, 3.3, { ...heading, anchor: 'end' }),
    caption('Type / Type', 'P', 45, 13),
    caption('Code / Code', state.mrz, 58, 13),
    ...labelled('number', 'Passport No. / No du passeport', number, 80, 13, 3.4),
    ...labelled('surname', 'Surname / Nom', shown.surname.toUpperCase(), 45, 20.3),
    ...labelled('givenNames', 'Given names / Prénoms', shown.givenNames.toUpperCase(), 45, 27.6),
    ...labelled('nationality', 'Nationality / Nationalité', STATES[shown.nationality].nationality, 45, 34.9),
    ...labelled('dateOfBirth', 'Date of birth / Date de naissance', printedDate(shown.dateOfBirth), 45, 42.2),
    ...labelled('sex', 'Sex / Sexe', shown.sex, 84, 42.2),
    ...labelled(
      'placeOfBirth',
      'Place of birth / Lieu de naissance',
      shown.placeOfBirth.toUpperCase(),
      45,
      49.5,
    ),
    ...labelled('issued', 'Date of issue / Date de délivrance', printedDate(issued), 45, 56.8),
    ...labelled('expires', 'Date of expiry / Date d’expiration', printedDate(expires), 78, 56.8),
    specimenMark(98, 38.5, 5),
    ...machineReadableZone(mrz, PAGE, 6, { first: PAGE.height - MRZ_HEIGHT + 9.2, spacing: 6.35 }),
  ];
  const sheet = { ...PAGE, cornerRadius: 3.18, drawing, portrait: PORTRAIT, ghost: GHOST, ...held(options) };
  return { ...(await print(sheet)), number, issued, expires, mrz };
}
