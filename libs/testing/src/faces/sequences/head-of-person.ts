import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { selfie } from '../face-picture.js';
import type { Person } from '../people.js';
import type { HeadModel } from './head-model.js';
import { loadHead } from './load-head.js';

/** The relief of a person's selfie, found with this repository's own models. */
export async function headOfPerson(person: Person): Promise<HeadModel> {
  return loadHead(await openRepositoryModels(), await selfie(person));
}
