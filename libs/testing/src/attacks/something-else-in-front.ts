import sharp from 'sharp';
import { inventHolder } from '../documents/holders.js';
import type { RenderedDocument } from '../documents/specimen.js';
import { type Specimen, specimen } from '../documents/specimens.js';
import { sexOf } from '../faces/people.js';
import { ODD_SELFIES } from '../hostile/odd-selfies.js';
import { landscape } from '../hostile/scenes.js';
import type { SeededRandom } from '../random.js';
import type { AttackKind, AttackScene, AttackVariant, Submission } from './attack.js';
import {
  birthdayCard,
  employeeBadge,
  gymCard,
  homemadeFront,
  photoPrint,
  plainCard,
  telephone,
  wordsCard,
} from './other-fronts.js';
import { type Flat, flatOf, photographed, worn } from './photographed.js';

/**
 * The side that says who the victim is (zone, barcode, or a licence's print) is genuine and is handed in as the back; the
 * front is something else, best with the attacker's face on it.
 */
const behind = async (scene: AttackScene): Promise<Buffer> => {
  const { front, back } = await scene.genuine();
  return back && saysWho(scene) === 'back' ? back : front;
};

/** On which side a machine reads the holder; of a European licence's both sides only the front tells. */
const saysWho = ({ document: { back } }: AttackScene): 'front' | 'back' =>
  back && (back.mrz.length > 0 || back.zones.fields.barcode !== undefined) ? 'back' : 'front';

const sayingSide = (scene: AttackScene): RenderedDocument =>
  saysWho(scene) === 'back' ? scene.document.back! : scene.document.front;

const variant = (
  name: string,
  front: (scene: AttackScene) => Promise<Buffer>,
  on?: AttackVariant['on'],
): AttackVariant => ({
  name,
  ...(on && { on }),
  stage: async (scene): Promise<Submission> => ({
    front: await front(scene),
    back: await behind(scene),
    selfie: await scene.selfieOf(scene.attacker),
  }),
});

/** A card or page of the attacker's own, of some kind. */
async function own(
  { attacker, random, dates }: AttackScene,
  kind: Specimen,
  changes: { surname?: string; number?: string } = {},
): Promise<RenderedDocument> {
  const { surname, ...choices } = changes;
  const sex = sexOf(attacker.person);
  const holder = {
    ...inventHolder(kind.country, random.integer(1, 2 ** 31 - 1), { sex }),
    ...(surname && { surname }),
  };
  const seed = random.integer(1, 2 ** 31 - 1);
  return (await kind.render(holder, { ...dates, ...choices, seed, portrait: attacker.portrait })).front;
}

const ownOfSameKind = (scene: AttackScene) => own(scene, scene.specimen);
const one = <Entry>(entries: readonly Entry[], random: SeededRandom): Entry =>
  entries[random.integer(0, entries.length - 1)]!;

const name = ({ victim: { holder } }: AttackScene) => `${holder.givenNames} ${holder.surname}`;
const shoot = (make: (scene: AttackScene) => Promise<Flat>) => async (scene: AttackScene) =>
  photographed(scene, await make(scene));

/** The attacker's own document with a fingertip on its number. */
async function coverNumber(scene: AttackScene): Promise<Buffer> {
  const card = await ownOfSameKind(scene);
  const number = card.zones.fields.number;
  if (!number) return photographed(scene, card);
  const { left, top, width, height } = number;
  const fingertip = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${card.width}" height="${card.height}"><rect x="${left - 20}"
      y="${top - 14}" width="${width + 40}" height="${height + 28}" rx="20" fill="#d39a79"/></svg>`,
  );
  const image = await sharp(card.image)
    .composite([{ input: fingertip }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  return photographed(scene, { ...card, image });
}

/** T1: the back is the victim's, and its front is something else. */
export const somethingElseInFront: AttackKind = {
  id: 'T1',
  title: 'something else as the front of the victim’s back',
  target: 'document-and-selfie',
  variants: [
    variant('birthday-card', shoot(birthdayCard)),
    variant('landscape', async (scene) => worn(scene, await landscape())),
    variant('drawn-dog', async (scene) => worn(scene, await ODD_SELFIES.dog())),
    variant('back-again-same-file', behind),
    variant(
      'back-again-other-photograph',
      shoot(async (scene) => sayingSide(scene)),
    ),
    variant('selfie', (scene) => scene.snapshotOf(scene.attacker)),
    variant(
      'blank-card-with-face',
      shoot(({ attacker }) => plainCard(attacker)),
    ),
    variant(
      'own-european-licence',
      shoot((scene) => own(scene, specimen(one(EUROPEAN, scene.random)))),
    ),
    variant(
      'own-american-licence',
      shoot((scene) => own(scene, specimen(one(AMERICAN, scene.random)))),
    ),
    variant(
      'own-passport',
      shoot((scene) => own(scene, specimen(one(PASSPORTS, scene.random)))),
    ),
    variant('own-of-same-kind', shoot(ownOfSameKind)),
    variant('own-far-away', async (scene) =>
      photographed(scene, await ownOfSameKind(scene), { fill: 0.3, rotation: scene.random.between(-3, 3) }),
    ),
    variant('own-out-of-focus', async (scene) =>
      photographed(scene, await ownOfSameKind(scene), { blur: scene.random.between(4, 7) }),
    ),
    variant('own-overexposed', async (scene) =>
      photographed(scene, await ownOfSameKind(scene), { brightness: scene.random.between(1.8, 2.6) }),
    ),
    variant('own-too-dark', async (scene) =>
      photographed(scene, await ownOfSameKind(scene), { brightness: scene.random.between(0.08, 0.16) }),
    ),
    variant('own-number-covered', coverNumber),
    variant('own-cut-off', async (scene) =>
      photographed(scene, await ownOfSameKind(scene), { cutOff: scene.random.between(0.35, 0.5) }),
    ),
    variant(
      'family-member',
      shoot((scene) => own(scene, scene.specimen, { surname: scene.victim.holder.surname })),
    ),
    variant(
      'same-number-other-holder',
      shoot((scene) => own(scene, scene.specimen, { number: scene.document.front.number })),
    ),
    variant(
      'gym-card',
      shoot(({ attacker }) => gymCard(attacker)),
    ),
    variant(
      'gym-card-with-victims-name',
      shoot(({ attacker, victim }) => gymCard({ ...attacker, holder: victim.holder })),
    ),
    variant(
      'employee-badge',
      shoot(({ attacker }) => employeeBadge(attacker)),
    ),
    variant(
      'badge-with-victims-name',
      shoot(({ attacker, victim }) => employeeBadge({ ...attacker, holder: victim.holder })),
    ),
    variant(
      'name-alone',
      shoot((scene) => wordsCard([name(scene)])),
    ),
    variant(
      'name-and-number-alone',
      shoot((scene) => wordsCard([name(scene), scene.document.front.number])),
    ),
    variant(
      'face-and-name',
      shoot((scene) => plainCard(scene.attacker, [name(scene)])),
    ),
    variant(
      'face-and-number',
      shoot((scene) => plainCard(scene.attacker, [scene.document.front.number])),
    ),
    variant(
      'homemade-front',
      shoot((scene) => homemadeFront(scene.attacker, headingOf(scene), sayings(scene))),
    ),
    variant(
      'photograph-on-paper',
      shoot(({ attacker }) => photoPrint(attacker.portrait)),
    ),
    variant(
      'face-on-a-telephone',
      shoot(async ({ attacker }) => telephone(attacker.portrait)),
    ),
    variant(
      'front-of-another-country',
      shoot((scene) => own(scene, foreign(scene))),
    ),
    variant('selfie-printed-large', async (scene) =>
      photographed(scene, await flatOf(await scene.snapshotOf(scene.attacker)), { fill: 0.9 }),
    ),
    variant('victims-front-out-of-focus', async (scene) =>
      photographed(scene, scene.document.front, { blur: scene.random.between(5, 8) }),
    ),
  ],
};

const EUROPEAN = ['deu-driving-licence', 'fra-driving-licence', 'irl-driving-licence', 'pol-driving-licence'];
const AMERICAN = ['usa-ny-driving-licence', 'usa-ca-driving-licence', 'can-on-driving-licence'];
const PASSPORTS = ['deu-passport', 'usa-passport', 'gbr-passport', 'fra-passport'];
const ABROAD = ['ita-id-card', 'swe-id-card', 'nld-id-card'];

const foreign = ({ specimen: { country }, random }: AttackScene): Specimen =>
  specimen(
    one(
      ABROAD.filter((id) => !id.startsWith(country.toLowerCase())),
      random,
    ),
  );

const headingOf = ({ specimen: { type, country } }: AttackScene): string =>
  `${{ passport: 'PASSPORT', id_card: 'IDENTITY CARD', driving_license: 'DRIVING LICENCE', visa: 'VISA', residence_permit: 'RESIDENCE PERMIT' }[type]} ${country}`;

/** What the genuine document prints, in English. */
function sayings({ document: { front, back }, victim: { holder } }: AttackScene) {
  const printed = (field: 'dateOfBirth' | 'expires') =>
    front.zones.printed[field] ?? back?.zones.printed[field] ?? '';
  return [
    ['Surname', holder.surname.toLocaleUpperCase('en')],
    ['Given names', holder.givenNames.toLocaleUpperCase('en')],
    ['Date of birth', printed('dateOfBirth')],
    ['Document No', front.number],
    ['Date of expiry', printed('expires')],
  ] as const;
}
