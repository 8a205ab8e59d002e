import type { FromPage, Open } from '../modal/messages.js';

/** As Stripe.js has it. */
interface VerificationError {
  readonly type: 'invalid_request_error' | 'api_connection_error';
  readonly code: string;
  readonly message: string;
}
interface Result {
  readonly error?: VerificationError;
}

declare global {
  interface Window {
    Idem?: typeof Idem;
    Stripe?: unknown;
  }
  interface Document {
    /** Chromium's name for what the page's policy allows. */
    readonly featurePolicy?: { allowsFeature(name: string): boolean };
  }
}

const home = new URL((document.currentScript as HTMLScriptElement).src).origin;
/** Within which a frame that may be shown has said that it runs, in ms. */
const PATIENCE_MS = 15_000;
const MESSAGES: Readonly<Record<string, string>> = {
  session_cancelled: 'The person closed the verification before it was finished.',
  consent_declined: 'The person did not agree.',
  device_not_supported: 'The device has no camera that can be used.',
  under_supported_age: 'The person is too young.',
  country_not_supported: 'The country of the document is not supported.',
};

const failed = (code: string, message = MESSAGES[code] ?? 'The verification cannot go on.'): Result => ({
  error: { type: code === 'frame_blocked' ? 'api_connection_error' : 'invalid_request_error', code, message },
});

/** What the person's page knows this browser by, for as long as the tab lives. */
function browserKey(): string {
  const make = () =>
    btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=/g, '');
  try {
    const kept = sessionStorage.getItem('idem.browser') ?? make();
    sessionStorage.setItem('idem.browser', kept);
    return kept;
  } catch {
    return make();
  }
}

/** Where the page is shown, and how it is taken away. */
interface Place {
  readonly window: () => Window | null;
  readonly isGone: () => boolean;
  readonly remove: () => void;
}

function inDialog(address: string, onClose: () => void): Place {
  const dialog = document.createElement('dialog');
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.allow = 'camera';
  frame.title = 'Identity verification';
  const close = document.createElement('button');
  close.textContent = '×';
  close.setAttribute('aria-label', 'Close');
  Object.assign(dialog.style, {
    padding: '0',
    border: '0',
    borderRadius: '12px',
    width: 'min(100vw, 480px)',
    height: 'min(100dvh, 760px)',
    maxWidth: '100vw',
    maxHeight: '100dvh',
    overflow: 'hidden',
  });
  Object.assign(frame.style, { border: '0', width: '100%', height: '100%', display: 'block' });
  Object.assign(close.style, {
    position: 'absolute',
    top: '4px',
    insetInlineEnd: '4px',
    width: '44px',
    height: '44px',
    border: '0',
    background: 'transparent',
    color: 'GrayText',
    font: '28px/1 sans-serif',
    cursor: 'pointer',
  });
  dialog.append(frame, close);
  document.body.append(dialog);
  close.addEventListener('click', onClose);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    onClose();
  });
  dialog.showModal();
  return {
    window: () => frame.contentWindow,
    isGone: () => !dialog.isConnected,
    remove: () => {
      dialog.close();
      dialog.remove();
    },
  };
}

/** A page that may not use the camera cannot lend it to a frame: the person goes on in a tab. */
function inTab(address: string): Place | null {
  const tab = open(address, '_blank');
  return tab && { window: () => tab, isGone: () => tab.closed, remove: () => tab.close() };
}

let busy = false;

function verifyIdentity(key: string, clientSecret: string): Promise<Result> {
  const token = /^vs_[0-9a-zA-Z]+_secret_(.+)$/.exec(clientSecret)?.[1];
  if (token === undefined)
    return Promise.resolve(
      failed('client_secret_invalid', 'Pass the client_secret of a verification session.'),
    );
  if (busy) return Promise.resolve(failed('already_open', 'Another verification is open on this page.'));
  busy = true;
  return new Promise((resolve) => {
    let [submitted, code, ready]: [boolean, string | null, boolean] = [false, null, false];
    const end = (result: Result = submitted ? {} : failed(code ?? 'session_cancelled')) => {
      busy = false;
      removeEventListener('message', listen);
      clearInterval(watch);
      place?.remove();
      resolve(result);
    };
    const framed = document.featurePolicy?.allowsFeature('camera') !== false;
    const place = framed
      ? inDialog(`${home}/start/frame/${encodeURIComponent(key)}`, () => end())
      : inTab(`${home}/start/${token}`);
    const listen = ({ origin, source, data }: MessageEvent<FromPage>) => {
      if (origin !== home || source === null || source !== place?.window()) return;
      if (data.type === 'idem:ready' && framed) {
        ready = true;
        const message: Open = { type: 'idem:open', client_secret: clientSecret, browser_key: browserKey() };
        place.window()?.postMessage(message, home);
      } else if (data.type === 'idem:state') {
        [submitted, code] = [data.submitted, data.code];
      } else if (data.type === 'idem:end') end();
    };
    addEventListener('message', listen);
    const begun = performance.now();
    const watch = setInterval(() => {
      if (place?.isGone()) end();
      else if (framed && !ready && performance.now() - begun > PATIENCE_MS)
        end(
          failed(
            'frame_blocked',
            `The verification could not be shown. Is ${location.origin} among allowed_origins in the page settings, and ${home} in the frame-src of this page?`,
          ),
        );
    }, 300);
    if (place === null)
      end(
        failed(
          'tab_blocked',
          'The browser did not open a tab. Call verifyIdentity when the person presses a button.',
        ),
      );
  });
}

/** @param key The publishable key of the account. */
function Idem(key: string) {
  return { verifyIdentity: (clientSecret: string) => verifyIdentity(key, clientSecret) };
}

window.Idem = Idem;
// In the place of Stripe.js: pages that were written for it change the address of the script, and nothing else.
window.Stripe ??= Idem;
