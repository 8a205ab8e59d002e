/** Why a call brought nothing. */
export type Problem =
  /** No answer at all: the network is away. */
  | { readonly kind: 'offline' }
  /** The server is there and in trouble, or answered something else than the API does. */
  | { readonly kind: 'unavailable'; readonly status: number }
  /** The API refused, with its own code and words. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | null;
      readonly message: string;
    };

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };
