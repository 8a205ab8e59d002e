import { type AamvaCard, type AamvaDeviation, aamvaCard } from './aamva-card.js';
import { readElements, startsWithElement } from './aamva-elements.js';
import { type AamvaHeader, readHeader, type SubfileEntry } from './aamva-header.js';
import { type DateOrder, dateOf, elementValue, namesOf, postalCodeOf, sexOf } from './aamva-values.js';
import { issuerOfNumber } from './issuers.js';

/** Subfiles that describe the holder, and the document each makes. */
const TYPES: Readonly<Record<string, AamvaCard['type']>> = {
  DL: 'driving_license',
  EN: 'driving_license',
  ID: 'id_card',
};

const COUNTRIES: Readonly<Record<string, NonNullable<AamvaCard['country']>>> = {
  USA: 'US',
  CAN: 'CA',
  MEX: 'MX',
};

/**
 * Parses the content of a driving licence's or identification card's symbol (AAMVA DL/ID Card Design Standard,
 * annex D; all versions from before 2000 to 2020, and later ones as far as they keep the layout).
 *
 * What issuers are known to get wrong is read all the same and noted: offsets and lengths that do not point at
 * the subfile, missing separators, counts, dates in the other order. Nothing is made up: an element that is not
 * there or makes no sense is null.
 *
 * @returns null when the text is not of this format, or describes neither a licence nor an identification card.
 */
export function parseAamva(text: string): AamvaCard | null {
  const header = readHeader(text);
  const subfile = header && findSubfile(text, header);
  if (!header || !subfile) return null;
  const { elements, glued } = readElements(subfile.body);
  const deviations = new Set<AamvaDeviation>(subfile.deviations);
  if (glued) deviations.add('separator');
  if (header.announced !== header.entries.length) deviations.add('entry-count');

  const issuer = issuerOfNumber(header.issuer);
  if (!issuer) deviations.add('unknown-issuer');
  const stated = COUNTRIES[elementValue(elements.DCG) ?? ''] ?? null;
  if (stated && issuer && stated !== issuer.country) deviations.add('country-of-issuer');
  const country = stated ?? issuer?.country ?? null;
  const order: DateOrder =
    header.version >= 2 && country !== 'CA' && country !== 'MX' ? 'month-first' : 'year-first';
  const date = (value: string | undefined) => {
    const found = dateOf(value, order);
    if (found && !found.expected) deviations.add('date-order');
    return found?.date ?? null;
  };
  const card = {
    type: TYPES[subfile.type],
    version: header.version,
    jurisdictionVersion: header.jurisdictionVersion,
    issuerNumber: header.issuer,
    issuer,
    country,
    number: elementValue(elements.DAQ) ?? elementValue(elements.DBJ),
    ...namesOf(elements),
    suffix: elementValue(elements.DCU) ?? elementValue(elements.DAE),
    truncated: {
      familyName: isTruncated(elements.DDE),
      firstName: isTruncated(elements.DDF),
      middleNames: isTruncated(elements.DDG),
    },
    dateOfBirth: date(elements.DBB),
    issued: date(elements.DBD),
    expires: date(elements.DBA),
    neverExpires: /^(?:NEVER|NON-?EXP|NO EXP|INDEF|9{8}$)/i.test(elements.DBA ?? ''),
    sex: sexOf(elements.DBC),
    address: {
      line1: elementValue(elements.DAG) ?? elementValue(elements.DAL),
      line2: elementValue(elements.DAH) ?? elementValue(elements.DAM),
      city: elementValue(elements.DAI) ?? elementValue(elements.DAN),
      state: elementValue(elements.DAJ) ?? elementValue(elements.DAO),
      postalCode: postalCodeOf(elements.DAK) ?? postalCodeOf(elements.DAP),
    },
    discriminator: elementValue(elements.DCF),
    compliance: COMPLIANCE[elements.DDA ?? ''] ?? null,
    limitedDuration: elements.DDD === '1' ? true : elements.DDD === '0' ? false : null,
    cardRevised: date(elements.DDB),
    deviations: [...deviations],
  };
  return aamvaCard.safeParse(card).data ?? null;
}

const COMPLIANCE: Readonly<Record<string, NonNullable<AamvaCard['compliance']>>> = {
  F: 'compliant',
  M: 'materially-compliant',
  N: 'non-compliant',
};

/** T truncated, N not, U unknown. */
const isTruncated = (flag: string | undefined): boolean | null =>
  flag === 'T' ? true : flag === 'N' ? false : null;

interface Subfile {
  readonly type: string;
  readonly body: string;
  readonly deviations: readonly AamvaDeviation[];
}

/**
 * The subfile that describes the holder: where its entry says, else where its type is followed by an element
 * of the standard, else whatever elements follow the header.
 */
function findSubfile(text: string, header: AamvaHeader): Subfile | null {
  const entry = header.entries.find(({ type }) => Object.hasOwn(TYPES, type));
  const type =
    entry?.type ?? /(?:^|[\n\r\s])(DL|ID|EN)(?=D[A-D][A-Z])/.exec(text.slice(header.end))?.[1] ?? null;
  if (!type) return null;
  const at = startOfSubfile(text, header, type, entry);
  if (at === null) return null;
  const deviations: AamvaDeviation[] = entry && entry.offset === at ? [] : ['offset'];
  const declaredEnd = at + (entry?.length ?? 0);
  const lengthHolds = entry !== undefined && endsThere(text, declaredEnd);
  if (!lengthHolds) deviations.push('length');
  const start = text.startsWith(type, at) ? at + type.length : at;
  const end = lengthHolds ? declaredEnd : nextSubfile(text, start, header, type);
  return { type, body: text.slice(start, end), deviations };
}

function startOfSubfile(
  text: string,
  header: AamvaHeader,
  type: string,
  entry: SubfileEntry | undefined,
): number | null {
  const opens = (at: number) => text.startsWith(type, at) && startsWithElement(text.slice(at + type.length));
  if (entry && entry.offset >= header.end && opens(entry.offset)) return entry.offset;
  for (let at = text.indexOf(type, header.end); at >= 0; at = text.indexOf(type, at + 1)) {
    if (opens(at)) return at;
  }
  const bare = header.end + /^\s*/.exec(text.slice(header.end))![0].length;
  return startsWithElement(text.slice(bare)) ? bare : null;
}

/** A subfile ends with a segment terminator, at the next subfile's start, or with the text. */
const endsThere = (text: string, end: number): boolean =>
  end >= text.trimEnd().length ? end <= text.length : text[end - 1] === '\r' || text[end] === '\r';

/** Up to the start of another subfile (its type and one of its own elements), or the end of the text. */
function nextSubfile(text: string, start: number, { entries }: AamvaHeader, type: string): number {
  const starts = entries
    .filter((entry) => entry.type !== type && /^[A-Z0-9]{2}$/.test(entry.type))
    .map((entry) => text.slice(start).search(new RegExp(`[\\n\\r]${entry.type}${entry.type}[A-Z]`)))
    .filter((at) => at >= 0);
  return starts.length > 0 ? start + Math.min(...starts) : text.length;
}
