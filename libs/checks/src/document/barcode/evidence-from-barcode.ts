import type { ComparedField, Evidence } from '../evidence.js';
import { evidenceFromLicence } from '../evidence-from-licence.js';
import { foldLatin, fullestSpelling, toNaturalCase } from '../names.js';
import type { AamvaCard } from './aamva-card.js';
import type { BarcodeAgainstPrint } from './compare-with-print.js';
import type { FoundCard } from './find-card.js';

/**
 * Facts from a card's symbol, which vouches for all it says: its error correction either restores the content
 * or refuses. Print completes what the symbol lacks, under the rules of a licence without one.
 */
export function evidenceFromBarcode(
  { card, licence }: FoundCard,
  { agreement, printedFamilyName, printedGivenNames }: BarcodeAgainstPrint,
): Evidence {
  const printed = licence && evidenceFromLicence(licence);
  const given = [card.firstName, card.middleNames].filter(Boolean).join(' ') || null;
  const hasName = card.familyName !== null || given !== null;
  const said: Readonly<Record<ComparedField, boolean>> = {
    name: hasName,
    'date of birth': card.dateOfBirth !== null,
    'document number': card.number !== null,
    'expiry date': card.expires !== null || card.neverExpires,
  };
  const fields = Object.keys(said) as ComparedField[];
  const { truncated } = card;
  return {
    facts: {
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
      expiration_date: card.expires ?? (card.neverExpires ? null : (printed?.facts.expiration_date ?? null)),
      number: card.number ?? printed?.facts.number ?? null,
      sex: card.sex === 'unspecified' ? 'unknown' : (card.sex ?? printed?.facts.sex ?? null),
      unparsed_sex: printed?.facts.unparsed_sex ?? (card.sex && SEX_CODES[card.sex]),
      unparsed_place_of_birth: printed?.facts.unparsed_place_of_birth ?? null,
      address: addressOf(card) ?? printed?.facts.address ?? null,
    },
    unproven: fields.filter((field) => !said[field] && (!printed || printed.unproven.includes(field))),
    contradicted: fields.filter((field) => agreement[field] === 'different'),
    contradictedBy: 'barcode',
  };
}

const SEX_CODES = { male: 'M', female: 'F', unspecified: 'X' } as const;

/** The symbol's spelling with the print's diacritics and hyphens; the print's where the symbol's was cut. */
function spelled(name: string | null, printed: string | null, truncated: boolean): string | null {
  if (name === null) return null;
  const longer = truncated && printed !== null && foldLatin(printed).length > foldLatin(name).length;
  return longer ? toNaturalCase(printed) : fullestSpelling(name, printed);
}

function addressOf({ address, country }: AamvaCard): Evidence['facts']['address'] {
  const { line1, line2, city, state, postalCode } = address;
  if (line1 === null && city === null) return null;
  return { line1, line2, city, state, postal_code: postalCode, country };
}
