import { cardKind, neutralIssuer } from './kinds.js';
import { renderKind } from './render-kind.js';
import type { Holder, MrzSpecimenOptions, RenderedCard } from './specimen.js';

/** An identity card of TD1 size in a neutral English and French design, whatever the state. */
export async function renderIdCard(
  holder: Holder,
  { issuingState = 'UTO', ...options }: MrzSpecimenOptions = {},
): Promise<RenderedCard> {
  const { front, back } = await renderKind(
    cardKind(issuingState, neutralIssuer(issuingState)),
    holder,
    options,
  );
  return { front, back: back! };
}
