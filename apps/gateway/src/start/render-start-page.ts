import type { SessionStatus } from '@idem/domain';
import type { LinkedSession } from './find-by-link.js';
import { pagePolicy, paragraphs, renderPage } from './render-page.js';

export const PAGE_POLICY = pagePolicy();

interface Words {
  readonly title: string;
  readonly text: readonly string[];
}

const WORDS: Readonly<Record<SessionStatus, Words>> = {
  requires_input: {
    title: 'This verification is waiting for your pictures',
    text: [
      'This deployment collects the pictures through the application that sent you here. Please go back to it and follow its instructions.',
      'For integrators: send consent and pictures with the session’s client secret to /v1/identity/verification_pages, and the pictures themselves to /v1/files.',
    ],
  },
  processing: {
    title: 'Your pictures are being checked',
    text: ['This usually takes less than a minute. You can go back to the application that sent you here.'],
  },
  verified: {
    title: 'Your identity is verified',
    text: ['There is nothing left to do. You can go back to the application that sent you here.'],
  },
  canceled: {
    title: 'This verification was canceled',
    text: [
      'If you still need to verify your identity, ask the application that sent you here for a new link.',
    ],
  },
};

const UNKNOWN: Words = {
  title: 'This link is not valid',
  text: ['It may have expired or been replaced. Ask the application that sent you here for a new one.'],
};

/** A page that says where a verification stands; for null, that the link leads nowhere. */
export function renderStartPage(session: LinkedSession | null): string {
  const { title, text } = session === null ? UNKNOWN : WORDS[session.status];
  return renderPage({ title, body: paragraphs(text), testMode: session?.livemode === false });
}
