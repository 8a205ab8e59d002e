import type { PageScope } from '@idem/contracts';
import type { Requirement } from '@idem/domain';
import { DOCUMENT_TYPES, type DocumentType } from '@idem/domain/session';
import type { Problem } from '../api/outcome.js';
import type { PageResource } from '../api/page-resource.js';
import type { Fingerprint } from '../capture/guidance/fingerprint.js';
import type { WordId } from '../words/words.js';

/** Screens that ask for nothing of the session's requirements. */
export const STATE_SCREENS = [
  'open_in_browser',
  'loading',
  'connection_lost',
  'link_unusable',
  'handoff',
  'handoff_confirm',
  'handoff_elsewhere',
  'handoff_done',
  'choose_document',
  'requirement_error',
  'sending',
  'checking',
  'done',
  'verified',
  'not_verified',
  'declined',
  'canceled',
] as const;
export type StateScreen = (typeof STATE_SCREENS)[number];
export type ScreenName = Requirement | StateScreen;

/** Why something was not taken. */
export interface Refusal {
  /** The text that says what to do. */
  readonly words: WordId;
  /** The server's own words, in English; null where it was not asked. */
  readonly detail: string | null;
}

/** What this browser knows beyond what the server says. */
export interface Progress {
  /** Why the last call brought nothing; null when it did. */
  readonly problem: Problem | null;
  /** The document the person chose; null before they did. */
  readonly documentType: DocumentType | null;
  /** Whether the person said that they do not agree. */
  readonly declined: boolean;
  /** Whether the person has read what was wrong with what was sent last, and wants to go on. */
  readonly errorSeen: boolean;
  /** Whether the person has read why the checks failed, and is at another try; until that one is submitted. */
  readonly failureSeen: boolean;
  /** Whether this browser submitted the session, and its result has not been taken note of. */
  readonly submitted: boolean;
  /** What the front looked like to the camera; null before it was taken with it. */
  readonly front: Fingerprint | null;
  /** Whether the picture of the back was sent without being asked for. */
  readonly backSent: boolean;
  /** Why what was sent last was not taken; null when it was. */
  readonly refusal: Refusal | null;
  /** Whether the page was opened inside an app that lends it no camera, and the person has not chosen to stay. */
  readonly stranded: boolean;
  /** Whether the person goes on with a second device, which takes the pictures for this one. */
  readonly handedOver: boolean;
  /** Of a second device: whether the person has seen the same code on both screens. */
  readonly codeCompared: boolean;
  /** Times in a row that the live camera gave no picture. */
  readonly cameraFailures: number;
}

/** Whatever the order of `requirements.missing`, a person is asked in this one. */
const ORDER = [
  'biometric_consent',
  'id_document_front',
  'id_document_back',
  'selfie_challenge',
  'face',
] as const satisfies readonly Requirement[];

/**
 * The screen a person sees. It follows from what the server says is missing; the rest only decides between screens that
 * lie before or after a requirement.
 *
 * @param page null before the server has answered
 * @param scope `capture` on a second device, which takes pictures and nothing else
 */
export function chooseScreen(
  page: PageResource | null,
  progress: Progress,
  scope: PageScope = 'person',
): ScreenName {
  // A link is bound to the browser that opens it, so this comes before it is opened.
  if (progress.stranded) return 'open_in_browser';
  const { problem } = progress;
  if (problem?.kind === 'refused')
    return problem.code === 'verification_canceled' ? 'canceled' : 'link_unusable';
  if (problem !== null) return 'connection_lost';
  if (page === null) return 'loading';
  if (page.status === 'canceled') return 'canceled';
  if (scope === 'capture') return chooseSecondScreen(page, progress);
  if (page.status === 'verified') return 'verified';
  if (page.status === 'processing') return progress.submitted ? 'checking' : 'done';
  if (progress.declined) return 'declined';
  if (page.requirements.errors.length > 0 && !progress.errorSeen) return 'requirement_error';
  if (progress.submitted || (isFailed(page) && !progress.failureSeen)) return 'not_verified';
  const missing = page.requirements.missing;
  const next = ORDER.find((requirement) => missing.includes(requirement));
  if (next !== 'id_document_front' && next !== 'biometric_consent' && owesBack(page, progress)) {
    return progress.handedOver ? 'handoff' : 'id_document_back';
  }
  if (next === undefined) return 'sending';
  if (progress.handedOver && next !== 'biometric_consent') return 'handoff';
  return next === 'id_document_front' && mustChoose(page, progress) ? 'choose_document' : next;
}

/** What a second device shows: the pictures that are missing, between a look at the other screen and thanks. */
function chooseSecondScreen(page: PageResource, progress: Progress): ScreenName {
  if (page.status !== 'requires_input') return 'handoff_done';
  if (!progress.codeCompared) return 'handoff_confirm';
  if (page.requirements.errors.length > 0 && !progress.errorSeen) return 'requirement_error';
  const missing = page.requirements.missing;
  if (missing.includes('biometric_consent')) return 'handoff_elsewhere';
  const next = ORDER.find((requirement) => missing.includes(requirement));
  if (next !== 'id_document_front' && owesBack(page, progress)) return 'id_document_back';
  if (next === undefined) return 'handoff_done';
  return next === 'id_document_front' && mustChoose(page, progress) ? 'choose_document' : next;
}

/** Declined consent is a failure that the person can take back on the consent screen itself. */
const isFailed = ({ last_error: error }: PageResource): boolean =>
  error !== undefined && error !== null && error.code !== 'consent_declined';

/**
 * Where a passport is allowed too, the server cannot know before it has read the front that there is a back. Whoever said
 * that they hold a card is asked at once, instead of after a try that had to fail.
 */
const owesBack = (page: PageResource, { documentType, backSent }: Progress): boolean =>
  documentType !== null &&
  documentType !== 'passport' &&
  !backSent &&
  'passport' in page.document_select.id_document_type_allowlist;

const mustChoose = (page: PageResource, progress: Progress): boolean =>
  documentAtHand(page, progress) === null;

/** The kind of document that is asked for: the one that was chosen, or the only one allowed; null before the choice. */
export function documentAtHand(
  page: PageResource,
  { documentType }: Pick<Progress, 'documentType'>,
): DocumentType | null {
  const allowed = DOCUMENT_TYPES.filter((type) => type in page.document_select.id_document_type_allowlist);
  if (documentType !== null && allowed.includes(documentType)) return documentType;
  return allowed.length === 1 ? allowed[0]! : null;
}
