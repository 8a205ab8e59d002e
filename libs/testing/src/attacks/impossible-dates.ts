import sharp from 'sharp';
import type { Holder, RenderedDocument } from '../documents/specimen.js';
import type { RenderedSides, SpecimenChoices } from '../documents/specimens.js';
import type { AttackKind, AttackScene, AttackVariant, DocumentClass, Submission } from './attack.js';
import { photographed } from './photographed.js';

type Choices = Omit<SpecimenChoices, 'seed' | 'portrait'>;
type Departure = (scene: AttackScene) => { readonly choices: Choices; readonly holder?: Partial<Holder> };

/** The victim's document as it would be printed with other dates or another number, zone and print alike. */
async function departed(scene: AttackScene, departure: Departure): Promise<RenderedSides> {
  const { specimen, victim, dates, random } = scene;
  const { choices, holder } = departure(scene);
  return specimen.render(
    { ...victim.holder, ...holder },
    { ...dates, ...choices, portrait: victim.portrait, seed: random.integer(1, 2 ** 31 - 1) },
  );
}

async function shoot(scene: AttackScene, { front, back }: RenderedSides): Promise<Submission> {
  return {
    front: await photographed(scene, front),
    back: back && (await photographed(scene, back)),
    selfie: null,
  };
}

const variant = (name: string, departure: Departure, on?: readonly DocumentClass[]): AttackVariant => ({
  name,
  ...(on && { on }),
  stage: async (scene) => shoot(scene, await departed(scene, departure)),
});

/** Paint of the ground's colour over the printed dates named. */
async function painted(
  side: RenderedDocument,
  fields: readonly ('issued' | 'expires')[],
): Promise<RenderedDocument> {
  const boxes = fields.flatMap((field) => side.zones.fields[field] ?? []);
  const patches = await Promise.all(
    boxes.map(async ({ left, top, width, height }) => {
      const box = { left: left - 6, top: top - 6, width: width + 12, height: height + 12 };
      // The ground beside the date, stretched over it.
      const ground = await sharp(side.image)
        .extract({ ...box, top: Math.max(0, box.top - 9), height: 4 })
        .blur(3)
        .resize(box.width, box.height, { fit: 'fill' })
        .png()
        .toBuffer();
      return { input: ground, left: box.left, top: box.top };
    }),
  );
  const image = await sharp(side.image).composite(patches).png({ compressionLevel: 1 }).toBuffer();
  return { ...side, image };
}

const covered = (
  name: string,
  fields: readonly ('issued' | 'expires')[],
  departure: Departure,
  on: readonly DocumentClass[],
): AttackVariant => ({
  name,
  on,
  stage: async (scene) => {
    const { front, back } = await departed(scene, departure);
    return shoot(scene, {
      front: await painted(front, fields),
      back: back && (await painted(back, fields)),
    });
  },
});

const CODED = [
  'passport-page',
  'zone-card',
  'north-american-card',
] as const satisfies readonly DocumentClass[];

const dates =
  (issued: string, expires: string): Departure =>
  () => ({ choices: { issued, expires } });
const number =
  (digit: string): Departure =>
  ({ document: { front } }) => ({
    choices: { number: front.number.replace(/\d/g, digit) },
  });
const inTurns: Departure = ({ document: { front } }) => {
  let place = 0;
  return { choices: { number: front.number.replace(/\d/g, () => (place++ % 2 === 0 ? '1' : '2')) } };
};
const born =
  (dateOfBirth: string, choices: Choices = {}): Departure =>
  () => ({ choices, holder: { dateOfBirth } });

/** T8: what no issuer would print, or does not any more. Judged on 2026-06-01. */
export const impossibleDates: AttackKind = {
  id: 'T8',
  title: 'expired, or with dates and numbers that no issuer gives',
  target: 'document',
  variants: [
    variant('expired-two-years-ago', dates('2014-05-04', '2024-05-03')),
    variant('expired-last-week', dates('2016-05-26', '2026-05-25')),
    covered('expired-with-edited-code', ['expires'], dates('2014-05-04', '2030-05-03'), CODED),
    covered(
      'expired-with-edited-code-dates-covered',
      ['issued', 'expires'],
      dates('2014-05-04', '2030-05-03'),
      CODED,
    ),
    covered('expiry-covered', ['expires'], dates('2019-05-04', '2029-05-03'), CODED),
    variant('twenty-years', dates('2012-04-16', '2032-04-15')),
    variant('thirty-years', dates('2008-09-02', '2038-09-01')),
    variant('until-2099', dates('2021-02-10', '2099-12-30')),
    variant('one-year-old', born('2025-04-11', { issued: '2025-09-08', expires: '2035-09-07' })),
    variant('three-years-old-driver', born('2023-03-11', { issued: '2025-09-08', expires: '2035-09-07' }), [
      'european-licence',
      'north-american-card',
    ]),
    variant('issued-before-birth', born('2006-06-09', { issued: '2005-03-02', expires: '2028-03-01' })),
    variant('expires-before-issue', dates('2033-03-08', '2029-03-07')),
    variant('issued-in-the-future', dates('2026-11-08', '2036-11-07')),
    variant('born-in-the-future', born('2027-02-03')),
    variant('born-in-1880', born('1880-02-03')),
    variant('number-of-noughts', number('0')),
    variant('number-of-nines', number('9')),
    variant('number-of-ones', number('1')),
    variant('two-digits-in-turns', inTurns, CODED),
    variant('ends-sixteen-years-ahead', dates('2024-03-11', '2042-12-10')),
    covered('twenty-years-issue-covered', ['issued'], dates('2012-04-16', '2032-04-15'), ['passport-page']),
    variant('ends-on-the-day-of-issue', dates('2029-03-07', '2029-03-07')),
    variant('thirty-first-of-february', dates('2021-02-28', '2031-02-31')),
  ],
};
