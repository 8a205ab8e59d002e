import type { Holder } from '@idem/testing/documents/specimen';
import type { StateCode } from '@idem/testing/documents/states';
import { seededRandom } from '@idem/testing/random';

/** Names as the states of Europe write them; nobody in particular. */
export const SURNAMES =
  'Müller,Åström,Nowak-Kowalska,García López,Ødegård,Weiß,Dvořák,O’Neill,Jönsson,De Vries,Kovács,Lefèvre,Popescu,Tamm,Silva Araújo,Šimić,Bērziņš,Yılmaz,Rossi,Bianchi,Keller,Lindholm,Murphy,Janssens,Horvat,Novotný,Kazlauskas,Virtanen,Schneider,Moreau'.split(
    ',',
  );
export const GIVEN_NAMES =
  'Anna Maria,Jürgen,Zoé,José Luis,Bjørn,Łukasz,Mari-Liis,Françoise Chloé,Antonín,Siobhán,Maximilian,Ilze,Élise,Goran,Inês,Jan Willem,Søren,Kaisa,Giulia,Marco Antonio,Hannah,Oliver James,Sofie,Matteo'.split(
    ',',
  );
const PLACES = 'Zenith,München,Kraków,Göteborg,Lyon,Porto,Praha,Wien,Dublin,Madrid'.split(',');
const STREETS = '12 Harbour Street,Hauptstrasse 5,Calle Mayor 18,Rue de la Paix 3,Kungsgatan 44'.split(',');

export interface GeneratedPerson {
  readonly holder: Holder;
  /** ISO 8601 calendar dates of the document. */
  readonly issued: string;
  readonly expires: string;
}

/** An invented person with a valid document; a function of the seed. */
export function personOf(seed: number, nationality: StateCode): GeneratedPerson {
  const random = seededRandom(seed);
  const one = (list: readonly string[]) => list[random.integer(0, list.length - 1)]!;
  const date = (from: number, to: number) =>
    [random.integer(from, to), random.integer(1, 12), random.integer(1, 28)]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  const address = { street: one(STREETS), city: one(PLACES), province: 'VA', postalCode: random.digits(5) };
  return {
    holder: {
      surname: one(SURNAMES),
      givenNames: one(GIVEN_NAMES),
      sex: random.next() < 0.5 ? 'F' : 'M',
      dateOfBirth: date(1940, 2004),
      placeOfBirth: one(PLACES),
      nationality,
      address: { ...address, postalCode: address.postalCode.replace(/^0/, '1') },
    },
    issued: date(2019, 2024),
    expires: date(2029, 2034),
  };
}
