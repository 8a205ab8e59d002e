import type { VerificationPageDataResource, VerificationPageResource } from '@idem/contracts';
import type { ErrorCode } from '@idem/domain';

/** What the page reads beyond the resource that Stripe's clients know; each may be missing. */
export interface PageExtensions {
  readonly account: { readonly name: string };
  readonly locale: string | null;
  readonly return_url: string | null;
  readonly retention: { readonly days: number | null };
  readonly last_error: {
    readonly code: ErrorCode;
    readonly reason: string;
    readonly may_retry: boolean;
  } | null;
  readonly alternative_url: string | null;
}

export type PageResource = VerificationPageResource & Partial<PageExtensions>;
export type PageData = VerificationPageDataResource;

/** `idem.page_opening`: a link, opened by this browser. */
export interface PageOpening {
  readonly object: 'idem.page_opening';
  readonly verification_session: string;
  /** Bearer of every other call. */
  readonly key: string;
  readonly scope: 'person' | 'capture';
  readonly account_name: string | null;
}
