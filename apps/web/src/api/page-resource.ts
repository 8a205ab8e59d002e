import type {
  PageOpeningResource,
  VerificationPageDataResource,
  VerificationPageResource,
} from '@idem/contracts';

/** What the gateway does not tell yet. */
export interface PageExtensions {
  readonly branding: { readonly logo_url?: string | null };
  readonly locale: string | null;
  readonly retention: { readonly days: number | null };
  readonly alternative_url: string | null;
}

export type PageResource = VerificationPageResource & Partial<PageExtensions>;
export type PageData = VerificationPageDataResource;
export type PageOpening = PageOpeningResource;
