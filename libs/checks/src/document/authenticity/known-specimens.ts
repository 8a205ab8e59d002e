import { fieldText } from '@idem/vision/stages/mrz/layouts';
import type { MeasuredMrz, PrintedLine } from '../measurement.js';
import { foldLatin } from '../print/names/names.js';

/** A document number that its issuer, or ICAO, has published on a specimen. */
export interface PublishedSpecimen {
  /** ICAO 9303-3 §5 code; UTO is Utopia, which ICAO's examples come from. */
  readonly issuer: string;
  /** As in the MRZ, without its check digit and fillers. */
  readonly number: string;
  readonly publishedIn: string;
}

const ICAO = 'ICAO 9303';
const ISSUER = 'specimen of the issuer';
/** Specimens of issuers of which a picture lies in the test folders of open-source MRZ readers. */
const PICTURED = 'specimen of the issuer, pictured in the test folders of open-source MRZ readers';

const of = (issuer: string, publishedIn: string, ...numbers: readonly string[]): PublishedSpecimen[] =>
  numbers.map((number) => ({ issuer, number, publishedIn }));

/** Whoever searches for a passport's picture finds these. */
export const PUBLISHED_SPECIMENS: readonly PublishedSpecimen[] = [
  ...of('UTO', `${ICAO}-4 and 9303-11 (TD3)`, 'L898902C3', 'L898902C'),
  ...of('UTO', `${ICAO}-5 and 9303-6 (TD1, TD2)`, 'D23145890'),
  ...of('UTO', `${ICAO}-7 (MRV-A, MRV-B)`, 'L8988901C'),
  ...of('D', `${ISSUER}: passport of Erika Mustermann`, 'C01X00T47', 'C01X0006H'),
  ...of('D', `${ISSUER}: identity cards of Erika Mustermann`, 'T22000129', 'L01X00T47', 'LZ6311T47'),
  ...of('GBR', `${ISSUER}: passport of Angela Zoe UK Specimen`, '925665416', '533380006'),
  ...of('GBR', PICTURED, 'ZU1234567', '707797979'),
  ...of('AUS', PICTURED, 'PA0940409'),
  ...of('AUT', PICTURED, '00000999'),
  ...of('CAN', PICTURED, 'ZE000509'),
  ...of('CHE', PICTURED, 'S0002068'),
  ...of('CZE', PICTURED, '99009054', '99003853'),
  ...of('ESP', PICTURED, 'AAA100001', 'BAA000589'),
  ...of('FRA', PICTURED, 'K682T8YLO', 'F00000000'),
  ...of('HRV', PICTURED, '007007007'),
  ...of('HUN', PICTURED, 'BD0002028'),
  ...of('ISL', PICTURED, 'A2040611'),
  ...of('JPN', PICTURED, 'XS1234567'),
  ...of('LIE', PICTURED, 'ID9875401'),
  ...of('LVA', PICTURED, 'PA9992921'),
  ...of('MCO', PICTURED, '029067'),
  ...of('MLT', PICTURED, '9999999'),
  ...of('PRT', PICTURED, '1234AZ567'),
  ...of('SRB', PICTURED, '955555546'),
  ...of('SWE', PICTURED, '59000002'),
  ...of('TWN', PICTURED, 'M00000426'),
  ...of('USA', PICTURED, '000000003', '022345679', '000000039', '555123ABC', '123456789'),
];

/** Issuing states of ICAO 9303-3 §5 that issue nothing: Utopia exists in the examples only. */
const NO_ISSUER: readonly string[] = ['UTO'];

/** Long enough not to be a person's name, so that they count within any line. */
const MARKS = /SPECIMEN|SPECIMINA|ESPECIMEN|MUESTRA|FACSIMILE|PARAUDZINS|NOTAVALIDDOCUMENT|NOTVALIDASID/;
/** Names too, and short: a line must consist of nothing else, and not be the holder's name. */
const SHORT_MARKS = /^(?:VOID|MUSTER|VZOR|WZOR|MINTA|ESEMPIO|EXEMPLE|SAMPLE|NAMUNA|OBRAZEC)+$/;
/** Surnames that issuers give to the holder of a specimen and that nobody bears. */
const MARK_NAMES = ['SPECIMEN', 'VZOR', 'PARAUDZINS'];

/** What a signature is called where a document captions its place, folded. */
const SIGNATURE =
  /SIGNATUR|UNTERSCHRIFT|FIRMA|ASSINATURA|HANDTEKENING|NAMNTECKNING|UNDERSKRIFT|ALLEKIRJOITUS|ALLKIRI|PARAKST|PARASAS|PODPIS|POTPIS|ALAIRAS|SEMNATURA|IMZA|NENSHKRIM|SINIU|FIRMAT/;

/**
 * Whether a mark is part of a caption of the holder's signature, which many states call a specimen: `SPECIMEN
 * SIGNATURE`, `Signature of bearer / Specimen`. A mark that is printed over the document stands by itself, or
 * more often than the signature is named.
 */
const captionsSignature = (folded: string): boolean => countOf(MARKS, folded) <= countOf(SIGNATURE, folded);

const countOf = ({ source }: RegExp, folded: string): number =>
  folded.match(new RegExp(source, 'g'))?.length ?? 0;

/** Pieces of one caption are printed alike. */
const MAX_HEIGHT_RATIO = 1.4;

/** The pieces of such a caption that were found apart: on one row, or the second language below the first. */
function continuesSignature(piece: PrintedLine, print: readonly PrintedLine[]): boolean {
  const height = piece.bottom - piece.top;
  return print.some((line) => {
    const other = line.bottom - line.top;
    if (line === piece || !SIGNATURE.test(foldLatin(line.text))) return false;
    if (Math.max(height, other) > MAX_HEIGHT_RATIO * Math.min(height, other)) return false;
    const gap = Math.max(piece.left - line.right, line.left - piece.right);
    const onOneRow = Math.abs(piece.top + piece.bottom - line.top - line.bottom) < Math.min(height, other);
    if (onOneRow) return gap < 2 * height;
    const goesOn = /[/-]\s*$/.test(line.text) || /^\s*\//.test(piece.text);
    return goesOn && piece.top > line.top && piece.top - line.bottom < height && gap < 0;
  });
}

/**
 * A mark printed on the document that says that it is none, or null. Names of the holder and captions of the
 * signature do not count.
 */
export function specimenMark(
  print: readonly PrintedLine[],
  holder: readonly (string | null)[],
): string | null {
  const names = new Set(holder.flatMap((name) => (name ? name.split(/[\s-]+/).map(foldLatin) : [])));
  for (const line of print) {
    const folded = foldLatin(line.text);
    const mark = MARKS.exec(folded)?.[0] ?? SHORT_MARKS.exec(folded)?.[0];
    if (mark === undefined || names.has(mark)) continue;
    if (!(MARKS.test(folded) && captionsSignature(folded)) && !continuesSignature(line, print)) {
      return line.text.trim();
    }
  }
  return MARK_NAMES.find((name) => names.has(name)) ?? null;
}

/**
 * Why a document number is known to be no one's: the number was published on a specimen, is nought, or its
 * issuing state does not exist. Null for every other.
 *
 * @param issuer ICAO 9303-3 §5 code, fillers removed.
 */
export function knownSpecimen(issuer: string | null, number: string): string | null {
  if (issuer !== null && NO_ISSUER.includes(issuer)) return `${issuer} issues no documents`;
  if (/^[A-Z]{0,3}0{5,}$/.test(number)) return `number ${number} is nought`;
  const published = PUBLISHED_SPECIMENS.find(
    (specimen) => specimen.issuer === issuer && specimen.number === number,
  );
  return published ? `number ${number}: ${published.publishedIn}` : null;
}

/** The issuing state's code in an MRZ, fillers removed. */
export const issuerOfMrz = ({ format, lines }: MeasuredMrz): string | null =>
  format === 'IDFRA' ? 'FRA' : fieldText(format, lines, 'issuingState').replaceAll('<', '') || null;
