import { foldLatin } from '../names/names.js';

/** Forms of address that British and Irish licences print before the given names, longest first. */
const FORMS =
  'REVEREND,BARONESS,PROFESSOR,CAPTAIN,COLONEL,FATHER,SISTER,LADY,LORD,DAME,MAJOR,RABBI,CANON,BARON,PROF,MISS,REV,SIR,MRS,CAPT,COL,MR,MS,MX,DR'.split(
    ',',
  );
/** No given name begins with these letters, so that the reader lost a space after them: `MRSSARAH`. */
const NEVER_A_NAME = /^(?:MRS|MISS(?!Y|IE|A)|MR(?=[A-Z]))/;

/** Given names without the form of address before them. */
export interface AddressedNames {
  readonly title: string | null;
  readonly names: string;
}

/**
 * Field 2 of a British or Irish licence, `MRS SARAH MEREDYTH`, in its two parts. A title alone is a name.
 *
 * @param initial of the first given name, where the licence's number tells it; null otherwise.
 */
export function withoutFormOfAddress(text: string, initial: string | null): AddressedNames {
  const whole = { title: null, names: text };
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const word = foldLatin(first);
  const form = FORMS.find((candidate) => candidate === word);
  if (form) return rest.length > 0 ? { title: form, names: rest.join(' ') } : whole;
  const glued = FORMS.find((candidate) => word.startsWith(candidate) && word.length > candidate.length + 1);
  if (!glued) return whole;
  const bare = first
    .replace(/^[.\s]+/, '')
    .slice(glued.length)
    .replace(/^[.\s]+/, '');
  const proven =
    NEVER_A_NAME.test(word) || (initial !== null && initial !== word[0] && foldLatin(bare)[0] === initial);
  return proven ? { title: glued, names: [bare, ...rest].join(' ') } : whole;
}
