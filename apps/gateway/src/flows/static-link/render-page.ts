import { createHash } from 'node:crypto';

const STYLE = `body{font:1.125rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:3rem 1.25rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem;line-height:1.3}
label{display:block;font-weight:600}
input,button{box-sizing:border-box;display:block;width:100%;font:inherit;margin:.5rem 0 1.25rem;padding:.75rem;border:1px solid #6b6b6b;border-radius:.5rem;color:inherit;background:inherit}
button{border-color:#1a4fd6;background:#1a4fd6;color:#fff;cursor:pointer}
[role=alert]{border-left:.25rem solid #c62828;padding-left:.75rem}
@media (prefers-color-scheme:dark){body{color:#f2f2f2;background:#161616}}`;

/**
 * The policy of a page: it needs nothing but its own style sheet.
 *
 * @param formTargets origins to which its form may be sent, and be redirected; none for a page without a form
 */
export const pagePolicy = (formTargets: readonly string[] = []): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action ${formTargets.length === 0 ? "'none'" : formTargets.join(' ')}; frame-ancestors 'none'`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

export const paragraphs = (texts: readonly string[]): string =>
  texts.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');

/**
 * A page without scripts.
 *
 * @param body HTML; whoever writes it escapes what is not his own
 */
export const renderPage = ({
  title,
  body,
  testMode,
}: {
  readonly title: string;
  readonly body: string;
  readonly testMode: boolean;
}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
${testMode ? '<p><strong>Test mode:</strong> this is not a real verification.</p>' : ''}
</main>
</body>
</html>
`;
