import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Everything comes from here, and only the page's own files run. Swagger UI's style sheet holds its icons. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Idem API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/show.js"></script>
</body>
</html>
`;

/** Swagger UI asks no validator of its maker's: the document has been validated by our tests. */
const SHOW = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', validatorUrl: null });
`;

const { resolve } = createRequire(import.meta.url);
const packaged = (file: string) => readFile(resolve(`swagger-ui-dist/${file}`), 'utf8');

export interface Asset {
  readonly mediaType: string;
  readonly text: string;
}

/** A file of the page, or null when it has no such file. */
export async function findAsset(name: string): Promise<Asset | null> {
  switch (name) {
    case 'show.js':
      return { mediaType: 'text/javascript', text: SHOW };
    case 'swagger-ui-bundle.js':
      return { mediaType: 'text/javascript', text: await packaged(name) };
    case 'swagger-ui.css':
      return { mediaType: 'text/css', text: await packaged(name) };
    default:
      return null;
  }
}
