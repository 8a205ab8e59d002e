import type { Jurisdiction } from './aamva.js';
import { americanKind, europeanLicenceKind } from './kinds.js';
import type { LicenceCode } from './licences/designs.js';
import { renderKind } from './render-kind.js';
import type { Holder, RenderedCard, SpecimenOptions } from './specimen.js';

export interface LicenceOptions extends Omit<SpecimenOptions, 'issuingState'> {
  readonly issuingState?: LicenceCode;
  /** `EU`: numbered fields of directive 2006/126/EC; `AAMVA`: North America, with PDF417 on the back. */
  readonly layout?: 'EU' | 'AAMVA';
  /** Issuer of an `AAMVA` licence; default Virginia. */
  readonly jurisdiction?: Jurisdiction;
}

/** A driving licence of ID-1 size, by default in the European layout and of no state. */
export async function renderDrivingLicence(
  holder: Holder,
  { layout = 'EU', jurisdiction = 'VA', issuingState = 'UTO', ...options }: LicenceOptions = {},
): Promise<RenderedCard> {
  const kind =
    layout === 'AAMVA'
      ? americanKind(jurisdiction, 'DL', { hue: null })
      : europeanLicenceKind(issuingState, undefined, { hue: null });
  const { front, back } = await renderKind(kind, holder, options);
  return { front, back: back! };
}
