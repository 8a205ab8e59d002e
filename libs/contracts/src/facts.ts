import { z } from 'zod';

/** A calendar date as Stripe writes it; a part the document does not give is null. */
export const dateParts = z.object({
  day: z.int().min(1).max(31).nullable(),
  month: z.int().min(1).max(12).nullable(),
  year: z.int().min(1).max(9999).nullable(),
});
export type DateParts = z.infer<typeof dateParts>;

/** `country` is ISO 3166-1 alpha-2. */
export const address = z.object({
  city: z.string().nullable(),
  country: z.string().length(2).nullable(),
  line1: z.string().nullable(),
  line2: z.string().nullable(),
  postal_code: z.string().nullable(),
  state: z.string().nullable(),
});
export type Address = z.infer<typeof address>;

/** What the document check establishes. Every nullable field is null when the document does not show it. */
export const documentFacts = z.object({
  type: z.enum(['driving_license', 'id_card', 'passport']),
  /** ISO 3166-1 alpha-2, or null for issuers without one (ICAO's UTO, UNO, XOM …). */
  issuing_country: z.string().length(2).nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  dob: dateParts.nullable(),
  issued_date: dateParts.nullable(),
  expiration_date: dateParts.nullable(),
  number: z.string().nullable(),
  sex: z.enum(['male', 'female', 'unknown']).nullable(),
  unparsed_sex: z.string().nullable(),
  unparsed_place_of_birth: z.string().nullable(),
  address: address.nullable(),
});
export type DocumentFacts = z.infer<typeof documentFacts>;
