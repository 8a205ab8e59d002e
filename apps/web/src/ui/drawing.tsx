const CORNERS =
  'M8 26V14a6 6 0 0 1 6-6h12M134 8h12a6 6 0 0 1 6 6v12M152 78v12a6 6 0 0 1-6 6h-12M26 96H14a6 6 0 0 1-6-6V78';
const PORTRAIT = 'M38 58c0-16 22-16 22 0M49 44a6 6 0 1 1 .01 0';
const SHAPES = {
  passport: `${CORNERS} M30 18h100v68H30Z ${PORTRAIT} M70 32h48M70 42h34M70 52h42M38 70h84M38 78h84`,
  card: `${CORNERS} M30 22h100v60H30Z ${PORTRAIT} M70 36h48M70 46h34M70 56h42M38 72h40`,
  back: `${CORNERS} M30 22h100v60H30Z M38 34h28v14H38ZM78 36h40M78 46h28M38 58h84M38 66h84M38 74h84`,
  face: 'M80 4c52 0 52 96 0 96S28 4 80 4M80 22c22 0 20 42 0 42S58 22 80 22M48 88c6-26 58-26 64 0',
} as const;

/** What the camera is to see. */
export const Drawing = ({ of }: { readonly of: keyof typeof SHAPES }) => (
  <svg class="drawing" viewBox="0 0 160 104" aria-hidden="true">
    <path d={SHAPES[of]} />
  </svg>
);
