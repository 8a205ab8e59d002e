/** What the page and the script that shows it in a modal say to each other, by `postMessage`. */

/** From the page: it runs, and can be told what to open. */
export interface Ready {
  readonly type: 'idem:ready';
}

/** To the page: what it opens, and for whom. Never in the address, which histories and logs keep. */
export interface Open {
  readonly type: 'idem:open';
  readonly client_secret: string;
  /** Random and of the host's page: 43 characters. */
  readonly browser_key: string;
}

/** From the page: how the verification stands, in case it is closed now. */
export interface State {
  readonly type: 'idem:state';
  readonly submitted: boolean;
  /** Why it cannot go on, by the codes of `last_error`; null while it can. */
  readonly code: string | null;
}

/** From the page: the person is done with it. */
export interface End {
  readonly type: 'idem:end';
}

export type FromPage = Ready | State | End;

/** What came is of a stranger until it is one of these. */
export function isOpen(data: unknown): data is Open {
  if (typeof data !== 'object' || data === null) return false;
  const { type, client_secret, browser_key } = data as Partial<Record<keyof Open, unknown>>;
  return (
    type === 'idem:open' &&
    typeof client_secret === 'string' &&
    typeof browser_key === 'string' &&
    /^[\w-]{43}$/.test(browser_key)
  );
}
