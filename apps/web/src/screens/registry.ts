import type { ComponentType } from 'preact';
import type { ScreenName } from '../session/choose-screen.js';
import { BiometricConsent } from './biometric-consent/biometric-consent.js';
import { OpenInBrowser } from './browser/open-in-browser.js';
import { ChooseDocument } from './document-choice/choose-document.js';
import { NotVerified } from './errors/not-verified.js';
import { RequirementErrors } from './errors/requirement-errors.js';
import { Handoff } from './handoff/handoff.js';
import { HandoffConfirm } from './handoff/handoff-confirm.js';
import { HandoffDone } from './handoff/handoff-done.js';
import { HandoffElsewhere } from './handoff/handoff-elsewhere.js';
import { DocumentBack } from './id-document/document-back.js';
import { DocumentFront } from './id-document/document-front.js';
import { ConnectionLost } from './link/connection-lost.js';
import { LinkUnusable } from './link/link-unusable.js';
import { Loading } from './link/loading.js';
import { Canceled } from './result/canceled.js';
import { Checking } from './result/checking.js';
import { Declined } from './result/declined.js';
import { Done } from './result/done.js';
import { Verified } from './result/verified.js';
import type { ScreenProps } from './screen-props.js';
import { Selfie } from './selfie/selfie.js';
import { SelfieChallenge } from './selfie-challenge/selfie-challenge.js';
import { Sending } from './sending/sending.js';

/** Every screen by its name. A requirement that nothing here asks for does not compile. */
export const SCREENS: Readonly<Record<ScreenName, ComponentType<ScreenProps>>> = {
  biometric_consent: BiometricConsent,
  id_document_front: DocumentFront,
  id_document_back: DocumentBack,
  face: Selfie,
  selfie_challenge: SelfieChallenge,
  open_in_browser: OpenInBrowser,
  loading: Loading,
  connection_lost: ConnectionLost,
  link_unusable: LinkUnusable,
  handoff: Handoff,
  handoff_confirm: HandoffConfirm,
  handoff_elsewhere: HandoffElsewhere,
  handoff_done: HandoffDone,
  choose_document: ChooseDocument,
  requirement_error: RequirementErrors,
  sending: Sending,
  checking: Checking,
  done: Done,
  verified: Verified,
  not_verified: NotVerified,
  declined: Declined,
  canceled: Canceled,
};
