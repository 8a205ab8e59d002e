import { seededRandom } from '../random.js';
import { td1Lines } from './mrz-lines.js';
import { text } from './outlines.js';
import { securityPrint, specimenMark } from './security-print.js';
import { ID1, print } from './sheet.js';
import { type Holder, held, type MrzSpecimenOptions, type RenderedCard } from './specimen.js';
import { STATES } from './states.js';
import { fieldText, labelled, MRZ_HEIGHT, machineReadableZone, printedDate } from './zones.js';

const PORTRAIT = { x: 4, y: 12, width: 25, height: 32.1 };
const GHOST = { x: 71, y: 33, width: 10, height: 12.9 };

/** An identity card: visual zone and portrait in front, TD1 machine readable zone on the back. */
export async function renderIdCard(holder: Holder, options: MrzSpecimenOptions = {}): Promise<RenderedCard> {
  const random = seededRandom(options.seed ?? 1);
  const { issued = '2021-04-16', expires = '2031-04-15', issuingState = 'UTO' } = options;
  const number = options.number ?? `D${random.digits(8)}`;
  const state = STATES[issuingState];
  const shown = { ...holder, ...options.alteration };
  const mrz = td1Lines(
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
  const front = [
    securityPrint(ID1.width, ID1.height, random),
    text('IDENTITY CARD / CARTE D’IDENTITÉ', 4, 6, 2.4, heading),
    text(state.name, 4, 9.6, 2.2, heading),
    ...labelled('number', 'Document No. / No du document', number, 58, 3.6, 2.6),
    ...labelled('surname', 'Surname / Nom', shown.surname.toUpperCase(), 32, 12, 2.6),
    ...labelled('givenNames', 'Given names / Prénoms', shown.givenNames.toUpperCase(), 32, 18.6, 2.6),
    ...labelled('sex', 'Sex / Sexe', shown.sex, 32, 25.2, 2.6),
    ...labelled('nationality', 'Nationality / Nationalité', STATES[shown.nationality].mrz, 46, 25.2, 2.6),
    ...labelled(
      'dateOfBirth',
      'Date of birth / Date de naissance',
      printedDate(shown.dateOfBirth),
      32,
      31.8,
      2.6,
    ),
    ...labelled(
      'placeOfBirth',
      'Place of birth / Lieu de naissance',
      shown.placeOfBirth.toUpperCase(),
      32,
      38.4,
      2.6,
    ),
    ...labelled('expires', 'Date of expiry / Date d’expiration', printedDate(expires), 32, 45, 2.6),
    specimenMark(68, 24, 3.2),
  ];
  const back = [
    securityPrint(ID1.width, ID1.height, random),
    ...labelled('issued', 'Date of issue / Date de délivrance', printedDate(issued), 4, 4, 2.4),
    ...labelled(
      'authority',
      'Authority / Autorité',
      `${state.name.split(' / ')[0]} CIVIL REGISTRY`,
      34,
      4,
      2.4,
    ),
    ...labelled('address', 'Address / Adresse', shown.address.street.toUpperCase(), 4, 11, 2.4),
    fieldText('address', `${shown.address.postalCode} ${shown.address.city}`.toUpperCase(), 4, 17.6, 2.4),
    specimenMark(66, 25, 3.4),
    ...machineReadableZone(mrz, ID1, 4, { first: ID1.height - MRZ_HEIGHT + 8.5, spacing: 4.23 }),
  ];
  const facts = { number, issued, expires };
  const [frontPrint, backPrint] = await Promise.all([
    print({ ...ID1, drawing: front, portrait: PORTRAIT, ghost: GHOST, ...held(options) }),
    print({ ...ID1, drawing: back }),
  ]);
  return { front: { ...frontPrint, ...facts, mrz: [] }, back: { ...backPrint, ...facts, mrz } };
}
