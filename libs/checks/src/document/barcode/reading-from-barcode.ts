import type { DateParts, DocumentFacts } from '@idem/contracts';
import { readingFromLicence } from '../print/licence/reading-from-licence.js';
import { fullestSpelling } from '../print/names/fullest-spelling.js';
import { foldLatin, toNaturalCase } from '../print/names/names.js';
import type { ComparedField, DocumentReading, Fact, Voucher } from '../reading/reading.js';
import { provenanceOf, unprovenFields } from '../reading/vouching.js';
import type { AamvaCard } from './aamva-card.js';
import type { BarcodeAgainstPrint } from './compare-with-print.js';
import type { FoundCard } from './find-card.js';

/**
 * Facts from a card's symbol, which vouches for all it says: its error correction either restores the content
 * or refuses. Print completes what the symbol lacks, under the rules of a licence without one.
 */
export function readingFromBarcode(
  { card, licence }: FoundCard,
  { agreement, printedFamilyName, printedGivenNames, unclear }: BarcodeAgainstPrint,
): DocumentReading {
  const printed = licence && readingFromLicence(licence);
  const given = [card.firstName, card.middleNames].filter(Boolean).join(' ') || null;
  const hasName = card.familyName !== null || given !== null;
  const { truncated } = card;
  const facts: DocumentFacts = {
    type: card.type,
    issuing_country: card.country ?? licence?.country ?? null,
    first_name: hasName
      ? spelled(given, printedGivenNames, truncated.firstName === true || truncated.middleNames === true)
      : (printed?.facts.first_name ?? null),
    last_name: hasName
      ? spelled(card.familyName, printedFamilyName, truncated.familyName === true)
      : (printed?.facts.last_name ?? null),
    dob: card.dateOfBirth ?? printed?.facts.dob ?? null,
    issued_date: card.issued ?? printed?.facts.issued_date ?? null,
    expiration_date: endOf(card, printed),
    number: card.number ?? printed?.facts.number ?? null,
    sex: card.sex === 'unspecified' ? 'unknown' : (card.sex ?? printed?.facts.sex ?? null),
    unparsed_sex: printed?.facts.unparsed_sex ?? (card.sex && SEX_CODES[card.sex]),
    unparsed_place_of_birth: printed?.facts.unparsed_place_of_birth ?? null,
    address: addressOf(card) ?? printed?.facts.address ?? null,
  };
  const vouchers = (fact: Fact, said: boolean, compared?: ComparedField): readonly (Voucher | null)[] =>
    said
      ? ['barcode', compared && agreement[compared] === 'same' ? 'print' : null]
      : (printed?.provenance[fact] ?? []);
  const provenance = provenanceOf(facts, {
    issuing_country: vouchers('issuing_country', card.country !== null),
    first_name: vouchers('first_name', hasName, 'name'),
    last_name: vouchers('last_name', hasName, 'name'),
    dob: vouchers('dob', card.dateOfBirth !== null, 'date of birth'),
    issued_date: vouchers('issued_date', card.issued !== null),
    expiration_date: vouchers('expiration_date', card.expires !== null, 'expiry date'),
    number: vouchers('number', card.number !== null, 'document number'),
    sex: vouchers('sex', card.sex !== null),
    unparsed_sex: printed?.facts.unparsed_sex ? (printed.provenance.unparsed_sex ?? []) : ['barcode'],
    unparsed_place_of_birth: printed?.provenance.unparsed_place_of_birth ?? [],
    address: vouchers('address', addressOf(card) !== null),
  });
  return {
    facts,
    provenance,
    ...(printed?.printed ? { printed: printed.printed } : {}),
    unproven: [
      ...new Set([
        ...unprovenFields(facts, provenance, { endless: card.neverExpires, oneName: hasName }),
        ...unclear,
      ]),
    ],
    contradicted: (Object.keys(agreement) as ComparedField[]).filter(
      (field) => agreement[field] === 'different',
    ),
    contradictedBy: 'barcode',
  };
}

/** A stripe's month gets its day from print that says the same month. */
function endOf({ expires, neverExpires }: AamvaCard, printed: DocumentReading | null): DateParts | null {
  const onFront = printed?.facts.expiration_date ?? null;
  if (expires === null) return neverExpires ? null : onFront;
  const read = (printed?.provenance.expiration_date?.length ?? 0) > 0;
  const sameMonth = read && onFront?.year === expires.year && onFront.month === expires.month;
  return expires.day === null && sameMonth ? onFront : expires;
}

const SEX_CODES = { male: 'M', female: 'F', unspecified: 'X' } as const;

/** The symbol's spelling with the print's diacritics and hyphens; the print's where the symbol's was cut. */
function spelled(name: string | null, printed: string | null, truncated: boolean): string | null {
  if (name === null) return null;
  const longer = truncated && printed !== null && foldLatin(printed).length > foldLatin(name).length;
  return longer ? toNaturalCase(printed) : fullestSpelling(name, printed);
}

function addressOf({ address, country }: AamvaCard): DocumentFacts['address'] {
  const { line1, line2, city, state, postalCode } = address;
  if (line1 === null && city === null) return null;
  return { line1, line2, city, state, postal_code: postalCode, country };
}
