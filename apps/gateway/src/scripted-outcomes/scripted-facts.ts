import type { DocumentFacts } from '@idem/contracts';

/** The person of every scripted verification: Stripe's Jenny Rosen, who is in its documentation and nowhere else. */
export const SCRIPTED_FACTS: DocumentFacts = {
  type: 'driving_license',
  issuing_country: 'US',
  first_name: 'Jenny',
  last_name: 'Rosen',
  dob: { day: 1, month: 1, year: 1901 },
  issued_date: { day: 1, month: 5, year: 2020 },
  expiration_date: { day: 1, month: 5, year: 2099 },
  number: '000000000',
  sex: 'female',
  unparsed_sex: 'F',
  unparsed_place_of_birth: null,
  address: {
    city: 'San Francisco',
    country: 'US',
    line1: '1234 Main St.',
    line2: null,
    postal_code: '94111',
    state: 'CA',
  },
};
