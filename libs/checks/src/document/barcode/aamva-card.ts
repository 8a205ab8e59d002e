import { z } from 'zod';

const calendarDate = z.object({
  year: z.int().min(1850).max(2199),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
});
export type CalendarDate = z.infer<typeof calendarDate>;

/** A stripe says the month in which a card ends, and no day. */
const partialDate = calendarDate.extend({ day: calendarDate.shape.day.nullable() });
export type PartialDate = z.infer<typeof partialDate>;

/** Longer than any element of the standard, and short enough for a report. */
const text = z.string().min(1).max(120).nullable();

/** How a symbol departs from the standard. Genuine issuers do; none of these decides. */
export const AAMVA_DEVIATIONS = [
  'entry-count',
  'offset',
  'length',
  'separator',
  'date-order',
  'unknown-issuer',
  'country-of-issuer',
] as const;

/** What the machine-readable symbol of a North American driving licence or identification card says. */
export const aamvaCard = z.object({
  /** From the subfile: `DL` and `EN` (enhanced licence), or `ID`. */
  type: z.enum(['driving_license', 'id_card']),
  /** Version of the standard, 0 … 11 so far; null where the symbol repeats a magnetic stripe. */
  version: z.int().min(0).max(99).nullable(),
  jurisdictionVersion: z.int().min(0).max(99).nullable(),
  issuerNumber: z.string().regex(/^\d{6}$/),
  /** Null for an issuer number that is not assigned. */
  issuer: z
    .object({ jurisdiction: z.string(), country: z.enum(['US', 'CA', 'MX']), name: z.string() })
    .nullable(),
  /** ISO 3166-1 alpha-2, of the card (`DCG`) or else of its issuer. */
  country: z.enum(['US', 'CA', 'MX']).nullable(),
  number: text,
  familyName: text,
  firstName: text,
  middleNames: text,
  suffix: text,
  /** Whether a name was cut to fit (`DDE`, `DDF`, `DDG`; since 2009); null where the card does not say. */
  truncated: z.object({
    familyName: z.boolean().nullable(),
    firstName: z.boolean().nullable(),
    middleNames: z.boolean().nullable(),
  }),
  dateOfBirth: calendarDate.nullable(),
  issued: calendarDate.nullable(),
  expires: partialDate.nullable(),
  /** The card says in so many words that it does not expire. */
  neverExpires: z.boolean(),
  sex: z.enum(['male', 'female', 'unspecified']).nullable(),
  address: z.object({ line1: text, line2: text, city: text, state: text, postalCode: text }),
  discriminator: text,
  /** `DDA`: whether the card meets the REAL ID rules (6 CFR 37); null where it does not say. */
  compliance: z.enum(['compliant', 'materially-compliant', 'non-compliant']).nullable(),
  /** `DDD`: the holder's stay is limited, and the card with it. */
  limitedDuration: z.boolean().nullable(),
  /** `DDB`: date of the card's design. */
  cardRevised: calendarDate.nullable(),
  deviations: z.array(z.enum(AAMVA_DEVIATIONS)),
});
export type AamvaCard = z.infer<typeof aamvaCard>;
export type AamvaDeviation = (typeof AAMVA_DEVIATIONS)[number];
