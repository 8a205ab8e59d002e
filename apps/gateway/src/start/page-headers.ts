/**
 * What the person's page may do: run its own scripts, call its own origin, show pictures it took, and open the camera.
 *
 * @param ancestors origins whose pages may show it in a frame
 */
export const pageHeaders = (ancestors: readonly string[] = []): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(' ')}`,
  ].join('; '),
  'Permissions-Policy':
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()',
});

/**
 * What a worker of the page may do, which has a policy of its own: that of its script. The one that looks for faces compiles
 * WebAssembly, which the page itself may not.
 */
export const WORKER_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";

/** Contents never change under a name that holds their hash. */
export const ASSET_CACHING = 'public, max-age=31536000, immutable';

/** The script's address never changes, so that it is asked for again soon. */
export const SCRIPT_CACHING = 'public, max-age=300';
