import { inventHolder } from '@idem/testing/documents/holders';
import type { Holder } from '@idem/testing/documents/specimen';
import { type Specimen, specimen } from '@idem/testing/documents/specimens';
import type { StateCode } from '@idem/testing/documents/states';
import { facePicture } from '@idem/testing/faces/face-picture';
import { PERSONS, type Person } from '@idem/testing/faces/people';
import type { ForgerySubject } from '@idem/testing/forgeries/subject';
import { type SeededRandom, seededRandom } from '@idem/testing/random';
import type { PlannedDocument } from './plan-documents.js';

/** The day on which generated documents are judged: their dates are drawn around it. */
export const JUDGED_ON = new Date('2026-06-01T12:00:00Z');

/** Where foreigners with permits and visas come from. */
const ABROAD: readonly StateCode[] = ['TUR', 'USA', 'CAN', 'NOR', 'CHE'];
/** The only man among the faces, and his largest picture. */
const MAN = { person: 'marko', index: 2 } as const;
const WOMEN = PERSONS.filter((person): person is Exclude<Person, 'marko'> => person !== 'marko');

/** Holder, portrait, dates of a planned document, valid on {@link JUDGED_ON}. Equal plans give equal subjects. */
export async function subjectOf({ specimen: id, seed }: PlannedDocument): Promise<ForgerySubject> {
  const random = seededRandom(seed);
  const kind = specimen(id);
  const holder = holderOf(kind, random);
  const woman = WOMEN[random.integer(0, WOMEN.length - 1)]!;
  const other = WOMEN[(WOMEN.indexOf(woman) + random.integer(1, WOMEN.length - 1)) % WOMEN.length]!;
  const [portrait, intruder] = await Promise.all([
    holder.sex === 'F' ? facePicture(woman) : facePicture(MAN.person, MAN.index),
    facePicture(other),
  ]);
  return { specimen: kind, holder, portrait, intruder, choices: validity(kind, holder, random) };
}

/** Somebody whom the issuer of such a document would name: permits and visas are of foreigners. */
export function holderOf(kind: Specimen, random: SeededRandom, sex?: 'F' | 'M'): Holder {
  const seed = random.integer(1, 2 ** 31 - 1);
  const choices = sex ? { sex } : {};
  if (kind.type !== 'visa' && kind.type !== 'residence_permit') {
    return inventHolder(kind.country, seed, choices);
  }
  const origins = ABROAD.filter((country) => country !== kind.country);
  const origin = origins[random.integer(0, origins.length - 1)]!;
  return inventHolder(origin, seed, {
    ...choices,
    ...(kind.type === 'residence_permit' && { residence: kind.country }),
  });
}

/** Nobody is licensed in the year of their sixteenth birthday or before. */
const FIRST_LICENCE = 17;

/** Issued in the years before, for ten years; the old French card for fifteen, and not after 2020. */
export function validity(
  kind: Specimen,
  { dateOfBirth }: Holder,
  random: SeededRandom,
): { issued: string; expires: string } {
  const old = kind.format === 'IDFRA';
  const drawn = old ? random.integer(2014, 2020) : random.integer(2018, 2025);
  const earliest = kind.type === 'driving_license' ? Number(dateOfBirth.slice(0, 4)) + FIRST_LICENCE : drawn;
  const year = Math.max(drawn, earliest);
  const [month, day] = [random.integer(1, 12), random.integer(2, 28)];
  const date = (years: number, dayOfMonth: number) =>
    `${years}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return { issued: date(year, day), expires: date(year + (old ? 15 : 10), day - 1) };
}
