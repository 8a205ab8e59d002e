import { createHash } from 'node:crypto';
import type { SessionStatus } from '@idem/domain';
import type { LinkedSession } from './find-by-link.js';

const STYLE = `body{font:1.125rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:3rem 1.25rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem;line-height:1.3}
@media (prefers-color-scheme:dark){body{color:#f2f2f2;background:#161616}}`;

/** The pages need nothing but their own style sheet. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

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

/** A page without scripts that says where a verification stands; for null, that the link leads nowhere. */
export function renderStartPage(session: LinkedSession | null): string {
  const { title, text } = session === null ? UNKNOWN : WORDS[session.status];
  const testMode =
    session?.livemode === false ? '<p><strong>Test mode:</strong> this is not a real verification.</p>' : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${text.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
${testMode}
</main>
</body>
</html>
`;
}
