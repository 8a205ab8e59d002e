import type { StaticLinkQuery } from '@idem/contracts';
import { escapeHtml, pagePolicy, paragraphs, renderPage } from './render-page.js';

/** The page whose button opens a session, and what can be said instead. */
export type LinkPage =
  | {
      readonly kind: 'form';
      readonly livemode: boolean;
      readonly given: StaticLinkQuery;
      /** Whether what was sent could not be used. */
      readonly refused: boolean;
    }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'busy'; readonly livemode: boolean };

/** @param publicUrl to which the form leads in the end */
export const linkPagePolicy = (publicUrl: string): string =>
  pagePolicy(["'self'", new URL(publicUrl).origin]);

export function renderLinkPage(page: LinkPage): string {
  if (page.kind === 'unknown') {
    return renderPage({
      title: 'This link is not valid',
      body: paragraphs(['It may have been switched off. Ask whoever gave it to you for a new one.']),
      testMode: false,
    });
  }
  const testMode = !page.livemode;
  if (page.kind === 'busy') {
    return renderPage({
      title: 'Too many verifications were begun here',
      body: paragraphs(['Please wait a minute, go back, and try again.']),
      testMode,
    });
  }
  const { client_reference_id: reference, prefilled_email: email } = page.given;
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
  return renderPage({
    title: 'Verify your identity',
    body: [
      ...(page.refused
        ? ['<p role="alert" id="problem">This is not an e-mail address that can be used.</p>']
        : []),
      paragraphs([
        'You will be asked for pictures of an identity document, and perhaps of your face. Nothing is stored before you press the button.',
        ...(email === undefined ? [] : [`Your e-mail address is ${email}.`]),
      ]),
      '<form method="post">',
      ...(reference === undefined ? [] : [hidden('client_reference_id', reference)]),
      email === undefined
        ? `<label for="email">E-mail address</label>
<input id="email" name="email" type="email" autocomplete="email" required${page.refused ? ' aria-invalid="true" aria-describedby="problem"' : ''}>`
        : hidden('email', email),
      '<button type="submit">Begin</button>',
      '</form>',
    ].join('\n'),
    testMode,
  });
}
