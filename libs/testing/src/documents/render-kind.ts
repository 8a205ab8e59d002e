import { toBuffer } from 'bwip-js/node';
import { type SeededRandom, seededRandom } from '../random.js';
import { aamvaPayload, type Jurisdiction } from './aamva.js';
import { fillPattern } from './issuers.js';
import type { Arrange, SheetSize, SideLayout } from './layouts/layout.js';
import { dutchLicenceLine, frenchLicenceLine, swissLicenceLines } from './licence-lines.js';
import type { LicenceZone } from './licences/designs.js';
import {
  frenchCardLines,
  type MrzContent,
  type MrzFlaws,
  td1Lines,
  td2Lines,
  td3Lines,
  visaLines,
} from './mrz-lines.js';
import { type Inks, penOf } from './pen.js';
import { securityPrint } from './security-print.js';
import { type PrintedSheet, print } from './sheet.js';
import {
  type Holder,
  held,
  type MrzSpecimenOptions,
  type RenderedDocument,
  type SymbolContent,
} from './specimen.js';
import { STATES } from './states.js';
import { type DocumentFacts, type Printing, valuesOf } from './values.js';
import type { Captioned } from './wording.js';
import { MRZ_HEIGHT, machineReadableZone } from './zones.js';

export type MrzKind = 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB' | 'IDFRA' | LicenceZone;

/** Everything that tells one kind of document from another. */
export interface Kind extends Printing {
  readonly sheet: SheetSize;
  arrange(extras: { readonly discriminator: string; readonly holder: Holder }): Arrange;
  readonly numberCaption: Captioned;
  /** Shape of its numbers, see `fillPattern`, `YYMM` for the date of issue; or how one follows from its holder. */
  readonly number: string | ((holder: Holder, random: SeededRandom) => string);
  readonly inks: Inks;
  /** Null without a machine-readable zone. */
  readonly mrz: { readonly format: MrzKind; readonly documentCode?: string } | null;
  /** The code on the side that has room for one; null without. */
  readonly symbol:
    | { readonly symbology: 'AAMVA'; readonly jurisdiction: Jurisdiction; readonly subfile: 'DL' | 'ID' }
    | { readonly symbology: 'qrcode' | 'datamatrix' }
    | null;
}

/** Both sides of a document; passports and visas have no back. */
export interface RenderedSides {
  readonly front: RenderedDocument;
  readonly back: RenderedDocument | null;
}

/** What a specimen can be made to show. The issuer is the specimen's own. */
export type SpecimenChoices = Omit<MrzSpecimenOptions, 'issuingState'>;

/** Renders one document of a kind. Equal arguments give equal bytes. */
export async function renderKind(
  kind: Kind,
  holder: Holder,
  options: SpecimenChoices = {},
): Promise<RenderedSides> {
  const random = seededRandom(options.seed ?? 1);
  const { issued = '2021-04-16', expires = '2031-04-15' } = options;
  const drawn =
    typeof kind.number === 'string'
      ? fillPattern(kind.number.replace('YYMM', issued.slice(2, 7).replace('-', '')), random)
      : kind.number(holder, random);
  const facts: DocumentFacts = { number: options.number ?? drawn, issued, expires };
  const discriminator = random.digits(14);
  const shown = { ...holder, ...options.alteration };
  const values = valuesOf(shown, { ...facts, number: options.alteration?.number ?? facts.number }, kind);
  const pen = penOf(kind.issuer, values, kind, options.mark);
  const sides = kind.arrange({ discriminator, holder: shown })(pen, STATES[kind.country].mrz);
  const mrz = kind.mrz ? mrzLinesOf(kind, kind.mrz, holder, facts, options) : [];
  const symbol =
    kind.symbol && (await symbolOf(kind.symbol, holder, { ...facts, discriminator }, options.symbol));
  const printed = (side: SideLayout) =>
    print({
      ...kind.sheet,
      ...held(options),
      ...(side.portrait && { portrait: side.portrait }),
      ...(side.ghost && { ghost: side.ghost }),
      ...(side.symbol && symbol && { symbol: { ...symbol, frame: side.symbol } }),
      drawing: [
        groundOf(kind, side, random),
        ...side.drawing,
        ...(side.mrz ? zoneOf(mrz, kind.sheet, side.mrz) : []),
      ],
    });
  const complete = (sheet: PrintedSheet, side: SideLayout): RenderedDocument => ({
    ...sheet,
    ...facts,
    mrz: side.mrz ? mrz : [],
  });
  const front = complete(await printed(sides.front), sides.front);
  return { front, back: sides.back && complete(await printed(sides.back), sides.back) };
}

function groundOf({ issuer, sheet }: Kind, { plain }: SideLayout, random: SeededRandom): string {
  return plain
    ? `<rect width="${sheet.width}" height="${sheet.height}" fill="${plain}"/>`
    : securityPrint(sheet.width, sheet.height, random, issuer);
}

function zoneOf(lines: readonly string[], sheet: SheetSize, place: NonNullable<SideLayout['mrz']>) {
  const { margin, spacing, height = MRZ_HEIGHT } = place;
  const first = sheet.height - height + place.first;
  return machineReadableZone(lines, sheet, margin, { first, spacing, height });
}

function mrzLinesOf(
  kind: Kind,
  { format, documentCode }: NonNullable<Kind['mrz']>,
  holder: Holder,
  facts: DocumentFacts,
  options: SpecimenChoices,
): readonly string[] {
  const content: MrzContent = {
    ...holder,
    issuingState: STATES[kind.country].mrz,
    nationality: STATES[holder.nationality].mrz,
    documentNumber: facts.number,
    dateOfExpiry: facts.expires,
    ...(documentCode !== undefined && { documentCode }),
    ...(options.optionalData !== undefined && { optionalData: options.optionalData }),
  };
  return LINES[format](content, options);
}

const LINES: Readonly<Record<MrzKind, (content: MrzContent, flaws: MrzFlaws) => readonly string[]>> = {
  TD1: td1Lines,
  TD2: td2Lines,
  TD3: td3Lines,
  MRVA: (content, flaws) => visaLines('MRVA', content, flaws),
  MRVB: (content, flaws) => visaLines('MRVB', content, flaws),
  IDFRA: frenchCardLines,
  DLFRA: frenchLicenceLine,
  DLNLD: dutchLicenceLine,
  DLCHE: swissLicenceLines,
};

async function symbolOf(
  symbol: NonNullable<Kind['symbol']>,
  holder: Holder,
  facts: DocumentFacts & { readonly discriminator: string },
  instead?: SymbolContent,
): Promise<{ image: Buffer; text: string }> {
  if (symbol.symbology !== 'AAMVA') {
    const text = facts.number;
    return { text, image: await toBuffer({ bcid: symbol.symbology, text, scale: 4 }) };
  }
  const { text, encoding } = instead ?? {
    text: aamvaPayload(holder, symbol.jurisdiction, { ...facts, subfile: symbol.subfile }),
    encoding: 'latin-1',
  };
  // A variable, because the published type of the options omits those of single symbologies.
  const options = { bcid: 'pdf417', ...encoded(text, encoding), columns: 12, eclevel: 5, scale: 2 };
  return { text, image: await toBuffer(options) };
}

/** Each character of the text stands for a byte, but for the mark, which a circumflex opens. */
function encoded(text: string, encoding: SymbolContent['encoding']) {
  const bytes = Buffer.from(text, encoding === 'latin-1' ? 'latin1' : 'utf8').toString('latin1');
  return encoding === 'latin-1'
    ? { text: bytes, binarytext: true }
    : { text: `^ECI000026${bytes.replaceAll('^', '^^')}`, binarytext: true, parsefnc: true };
}
