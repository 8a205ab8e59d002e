/**
 * Kinds of which published specimens are among the real pictures that docs/accuracy.md counts, as
 * `country type`. Residence permits are identity cards.
 */
export const TESTED_PICTURES: readonly string[] = [
  ...['CA', 'CZ', 'EE', 'GB', 'HR', 'HU', 'IS', 'LT', 'PL'].map((country) => `${country} passport`),
  ...['CH', 'DE', 'ES', 'FR', 'GB', 'LI', 'LT', 'LV', 'MC', 'MT', 'NL', 'PT', 'RO', 'SE'].map(
    (country) => `${country} id_card`,
  ),
  'null passport',
  'null id_card',
];

/** Kinds that are rendered as specimens and read in tests and benchmarks; residence permits again identity cards. */
export const TESTED_SPECIMENS: readonly string[] = [
  ...'AT BE CA CH DE ES FR GB IE IT NL NO PL PT SE TR US'.split(' ').map((country) => `${country} passport`),
  ...'AT BE CH DE ES FR GB IE IT NL NO PL PT SE TR'.split(' ').map((country) => `${country} id_card`),
  ...'AT BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK TR UA US'
    .split(' ')
    .map((country) => `${country} driving_license`),
];
