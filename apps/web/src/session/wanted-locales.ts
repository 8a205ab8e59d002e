/** Languages that are asked for, the most wanted first: by the address, by who made the session, by the browser. */
export const wantedLocales = (input: {
  /** `location.search` */
  readonly search: string;
  readonly session: string | null;
  readonly browser: readonly string[];
}): readonly (string | null)[] => [
  new URLSearchParams(input.search).get('locale'),
  input.session,
  ...input.browser,
];
