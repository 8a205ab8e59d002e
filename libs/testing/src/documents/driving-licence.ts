import type { Jurisdiction } from './aamva.js';
import { americanKind, europeanLicenceKind, neutralIssuer } from './kinds.js';
import { renderKind } from './render-kind.js';
import type { Holder, RenderedCard, SpecimenOptions } from './specimen.js';

export interface LicenceOptions extends SpecimenOptions {
  /** `EU`: numbered fields of directive 2006/126/EC; `AAMVA`: North America, with PDF417 on the back. */
  readonly layout?: 'EU' | 'AAMVA';
  /** Issuer of an `AAMVA` licence; default Virginia. */
  readonly jurisdiction?: Jurisdiction;
}

/** A driving licence of ID-1 size, by default in the European layout and a neutral English design. */
export async function renderDrivingLicence(
  holder: Holder,
  { layout = 'EU', jurisdiction = 'VA', issuingState = 'UTO', ...options }: LicenceOptions = {},
): Promise<RenderedCard> {
  const kind =
    layout === 'AAMVA'
      ? americanKind(jurisdiction, 'DL', { hue: null })
      : europeanLicenceKind(issuingState, neutralIssuer(issuingState));
  const { front, back } = await renderKind(kind, holder, options);
  return { front, back: back! };
}
