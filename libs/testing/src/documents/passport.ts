import { neutralIssuer, passportKind } from './kinds.js';
import { renderKind } from './render-kind.js';
import type { Holder, MrzSpecimenOptions, RenderedDocument } from './specimen.js';

/** The data page of a passport booklet in a neutral English and French design, whatever the state. */
export async function renderPassport(
  holder: Holder,
  { issuingState = 'UTO', ...options }: MrzSpecimenOptions = {},
): Promise<RenderedDocument> {
  const { front } = await renderKind(
    passportKind(issuingState, neutralIssuer(issuingState)),
    holder,
    options,
  );
  return front;
}
