import { captureAt, type Level } from '../capture/levels.js';
import { photograph } from '../capture/photograph.js';
import type { Holder } from '../documents/specimen.js';
import type { Specimen } from '../documents/specimens.js';
import { facePicture, selfie } from '../faces/face-picture.js';
import { type Person, sittings } from '../faces/people.js';
import { seededRandom } from '../random.js';
import { anotherPhotograph } from './another-photograph.js';
import type { AttackScene, Player, Submission } from './attack.js';
import { worn } from './photographed.js';

/** Who is who, and what the victim holds. */
export interface Casting {
  readonly specimen: Specimen;
  readonly level: Level;
  /** The document and its honest photographs follow from it. */
  readonly seed: number;
  readonly dates: AttackScene['dates'];
  readonly victim: { readonly person: Person; readonly holder: Holder };
  readonly attacker: { readonly person: Person; readonly holder: Holder };
}

/** A stage with everything that the tries on one document have in common. */
export interface Stage {
  /** The scene of one try. Equal seeds give equal pictures. */
  readonly sceneOf: (seed: number) => AttackScene;
}

/** Prints the victim's document and photographs it at most once, however many tries follow. */
export async function openScene(casting: Casting): Promise<Stage> {
  const { specimen, level, seed, dates } = casting;
  const [victim, attacker] = await Promise.all([enter(casting.victim), enter(casting.attacker)]);
  const document = await specimen.render(victim.holder, { ...dates, seed, portrait: victim.portrait });
  let honest: Promise<Omit<Submission, 'selfie'>> | undefined;
  const genuine = () => {
    honest ??= (async () => {
      const random = seededRandom(seed);
      const shot = async (side: typeof document.front) =>
        (await photograph(side, captureAt(level, random.integer(1, 2 ** 31 - 1)))).image;
      const front = await shot(document.front);
      return { front, back: document.back && (await shot(document.back)) };
    })();
    return honest;
  };
  return {
    sceneOf: (own) => {
      const random = seededRandom(own);
      const scene = { specimen, level, random, victim, attacker, dates, document, genuine };
      return {
        ...scene,
        snapshotOf: async (player) => worn(scene, await kept(player.person)),
        selfieOf: async (player) => worn(scene, await unprinted(player.person, random)),
      };
    },
  };
}

async function enter({ person, holder }: Casting['victim']): Promise<Player> {
  return { person, holder, portrait: await facePicture(person, PRINTED[person] ?? 0) };
}

/** Which photograph papers bear, where it is not the first. */
const PRINTED: Partial<Record<Person, number>> = { marko: 1 };

/** The photograph behind the printed one, where it is wide enough for a selfie. */
function kept(person: Person): Promise<Buffer> {
  const index = PRINTED[person] ?? 0;
  return sittings(person)[index]?.selfie ? selfie(person, index) : selfie(person);
}

/** A photograph that is not the printed one: a real one where there is, and half of the time; else rendered. */
async function unprinted(person: Person, random: ReturnType<typeof seededRandom>): Promise<Buffer> {
  const last = sittings(person).length - 1;
  const isReal = random.next() < 0.5 && last > (PRINTED[person] ?? 0);
  return isReal ? selfie(person, last) : anotherPhotograph(person, random);
}
