import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PERSONS, selfie, sittings } from '@idem/testing';
import { usedForCalibration } from '../selfie/pairs/calibration-people.js';
import { readFaceLabels, readLivenessLabels } from '../selfie/read-labels.js';
import type { Still } from './still.js';

/** The labelled live and attack pictures of a folder. @throws {OperatorError} see `readLivenessLabels`. */
export async function livenessStills(folder: string): Promise<Still[]> {
  const labels = await readLivenessLabels(folder);
  return Promise.all(
    labels.map(async ({ file, live, kind }) => ({
      name: file,
      kind,
      live,
      bytes: await readFile(path.join(folder, file)),
    })),
  );
}

/**
 * Photographs of people, as live pictures: those of the people on whom thresholds were chosen, or of all others.
 *
 * @throws {OperatorError} see `readFaceLabels`.
 */
export async function photographs(
  folder: string,
  { calibration }: { readonly calibration: boolean },
): Promise<Still[]> {
  const labels = await readFaceLabels(folder);
  const chosen = labels.filter(({ identity }) => usedForCalibration(identity) === calibration);
  return Promise.all(
    chosen.map(async ({ file }) => ({
      name: file,
      kind: 'photograph',
      live: true,
      bytes: await readFile(path.join(folder, file)),
    })),
  );
}

/**
 * The selfies of the people whom the tests know, most of them enlarged from small faces of groups: live pictures that
 * are as soft as a print, as those of poor cameras are. Thresholds were chosen on them.
 */
export async function specimenSelfies(): Promise<Still[]> {
  const stills: Still[] = [];
  for (const person of PERSONS) {
    for (const [index, sitting] of sittings(person).entries()) {
      if (sitting.selfie === undefined) continue;
      stills.push({
        name: `${person} ${index}`,
        kind: 'enlarged-selfie',
        live: true,
        bytes: await selfie(person, index),
      });
    }
  }
  return stills;
}
