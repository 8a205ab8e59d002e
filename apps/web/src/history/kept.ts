import { DOCUMENT_TYPES, type DocumentType } from '@idem/domain/session';

/** What outlives a reload: it lies with the tab's own entry of its history, and nothing of a person is in it. */
export interface Kept {
  /** Whether the entry is the one that the page added for Back. */
  readonly inner: boolean;
  readonly documentType: DocumentType | null;
  readonly backSent: boolean;
  /** Whether the person is at another try after one that failed. */
  readonly failureSeen: boolean;
}

/** @param state `history.state`, which may be of anything that was at this address before */
export function readKept(state: unknown): Kept {
  const own: object = typeof state === 'object' && state !== null ? state : {};
  return {
    inner: 'inner' in own && own.inner === true,
    documentType: DOCUMENT_TYPES.find((type) => 'documentType' in own && own.documentType === type) ?? null,
    backSent: 'backSent' in own && own.backSent === true,
    failureSeen: 'failureSeen' in own && own.failureSeen === true,
  };
}
