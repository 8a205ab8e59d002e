import { type FromPage, isOpen, type Open } from './messages.js';

/** Whether the page was opened for a frame, where a script of the host's tells it what to open. */
export const isFramed = (path: string): boolean => path.startsWith('/start/frame/');

/** Who shows the page, once they have said what it is to open. */
let host: { readonly window: Window; readonly origin: string } | null = null;

/**
 * Asks the host's script what to open, and waits for it. Which origins may be hosts the server has said before, by
 * `frame-ancestors`: no other can show the page.
 */
export function receiveLink(): Promise<Open> {
  return new Promise((resolve) => {
    const listen = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== window.parent || !isOpen(data)) return;
      removeEventListener('message', listen);
      host = { window: window.parent, origin };
      resolve(data);
    };
    addEventListener('message', listen);
    window.parent.postMessage({ type: 'idem:ready' } satisfies FromPage, '*');
  });
}

/** Tells whoever shows the page, or opened its tab. Nothing of the person is in it. */
export function tellHost(message: FromPage): void {
  if (host !== null) host.window.postMessage(message, host.origin);
  // Any page can have opened the tab: it learns whether something was submitted, and never why not.
  else if (window.opener !== null)
    (window.opener as Window).postMessage(
      message.type === 'idem:state' ? { ...message, code: null } : message,
      '*',
    );
}

/** Whether the page can be closed by a button of its own. */
export const isHosted = (): boolean => host !== null;
