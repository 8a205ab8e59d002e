import {
  type CaptureOptions,
  ERIKSSON,
  type ForgerySubject,
  facePicture,
  type Person,
  SPECIMENS,
  seededRandom,
} from '@idem/testing';

/** People with a portrait of their own; the intruder is another of them. */
const PEOPLE: readonly Person[] = ['vera', 'olga', 'dina', 'elsa', 'gina', 'hanna', 'irma'];

/** A document, its holder and the conditions of its photograph, all from the seed: from good to poor. */
export async function subjectOf(seed: number): Promise<ForgerySubject> {
  const random = seededRandom(seed * 31 + 7);
  const specimen = SPECIMENS[random.integer(0, SPECIMENS.length - 1)]!;
  const holder = random.integer(0, PEOPLE.length - 1);
  const other = (holder + random.integer(1, PEOPLE.length - 1)) % PEOPLE.length;
  return {
    specimen,
    holder: { ...ERIKSSON, nationality: specimen.country },
    portrait: await facePicture(PEOPLE[holder]!),
    intruder: await facePicture(PEOPLE[other]!),
    capture: captureOf(random.between(0, 1), random.between(0, 1)),
  };
}

/** `poverty` 0 is a good phone and a steady hand, 1 a poor one in the dark. */
function captureOf(poverty: number, size: number): Omit<CaptureOptions, 'seed' | 'jpegQuality'> {
  return {
    width: Math.round(1200 + 800 * size),
    fill: 0.9 - 0.25 * poverty,
    blur: 0.4 + 1 * poverty,
    noise: 1.5 + 5 * poverty,
    brightness: 0.95 - 0.35 * poverty,
    glare: poverty > 0.7 ? 0.4 : 0,
  };
}
