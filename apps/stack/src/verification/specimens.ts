import {
  ERIKSSON,
  facePicture,
  type Person,
  photograph,
  renderPassport,
  selfie as takeSelfie,
} from '@idem/testing';
import type { Pictures } from './person-device.js';

export interface SpecimenRequest {
  /** Whose portrait the passport bears. */
  readonly holder: Person;
  /** Who takes the selfie, in another photograph than the portrait's. */
  readonly selfie: Person;
  /** ISO 8601 calendar date; without one the passport is valid. */
  readonly expires?: string;
}

/**
 * Pictures of an invented passport and of a face. The passport is drawn, "printed" and photographed
 * lying on a table; the faces come from the demonstration pictures of an npm package.
 */
export async function specimenPictures(
  request: SpecimenRequest,
): Promise<Required<Pick<Pictures, 'front' | 'selfie'>>> {
  const passport = await renderPassport(ERIKSSON, {
    portrait: await facePicture(request.holder),
    ...(request.expires !== undefined && {
      issued: yearsBefore(request.expires, 10),
      expires: request.expires,
    }),
  });
  const { image } = await photograph(passport);
  return { front: image, selfie: await takeSelfie(request.selfie) };
}

function yearsBefore(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;
}
