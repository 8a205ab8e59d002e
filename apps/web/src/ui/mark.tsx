const SHAPES = { good: 'M14 25l7 7 13-15', bad: 'M24 13v14M24 33.5v1.5' } as const;

/** How it ended, at a glance; the title says the same to whoever does not see it. */
export const Mark = ({ kind }: { readonly kind: keyof typeof SHAPES }) => (
  <svg class={`mark ${kind}`} viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r="22" />
    <path d={SHAPES[kind]} />
  </svg>
);
