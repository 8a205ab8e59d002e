import { foldLatin, likeness } from '../names/names.js';
import { foldAsRead } from './fold-as-read.js';

/** Romanisations read backwards: Latin letters to the state's own, longest first. */
const OWN: Readonly<Record<'greek' | 'cyrillic', readonly (readonly [string, string])[]>> = {
  greek: pairs(
    'TH Θ,CH Χ,PS Ψ,OU ΟΥ,A Α,B Β,C Κ,D Δ,E Ε,F Φ,G Γ,H Η,I Ι,J Ι,K Κ,L Λ,M Μ,N Ν,O Ο,P Π,Q Κ,R Ρ,S Σ,T Τ,U Υ,V Β,W Ω,X Ξ,Y Υ,Z Ζ',
  ),
  cyrillic: pairs(
    'SHCH Щ,SH Ш,CH Ч,TS Ц,ZH Ж,KH Х,YA Я,IA Я,YU Ю,IU Ю,A А,B Б,C Ц,D Д,E Е,F Ф,G Г,H Х,I И,J Ж,K К,L Л,M М,N Н,O О,P П,Q К,R Р,S С,T Т,U У,V В,W В,X К,Y И,Z З',
  ),
};

function pairs(text: string): readonly (readonly [string, string])[] {
  return text.split(',').map((pair) => {
    const [latin = '', own = ''] = pair.split(' ');
    return [latin, own];
  });
}

/** From this likeness on the line above says the same name: lines of other names lie below 0.5. */
const MIN_SAME = 0.6;

/**
 * Whether a line that the reader made of Greek or Cyrillic print can be the Latin name below it: what the reader would have
 * made of the name in its own script is held against what it made.
 */
export const saysInOwnScript = (above: string, latin: string): boolean =>
  likenessTo(above, latin) >= MIN_SAME;

/** Likeness of a line to what the reader would have made of a Latin name in the likelier of both scripts, 0 … 1. */
function likenessTo(above: string, latin: string): number {
  const name = foldLatin(latin);
  const read = foldAsRead(above);
  return Math.max(
    ...Object.values(OWN).map((letters) => likeness(foldAsRead(inScript(name, letters)), read)),
  );
}

/** Latin names with the space that the reader lost, where the line above has one: `VIKTORIADESISLAVA`. */
export function spacedLike(above: string, latin: string): string {
  const [first, second, ...more] = above.trim().split(/\s+/);
  if (!first || !second || more.length > 0 || /\s/.test(latin.trim())) return latin;
  const parts = Array.from({ length: Math.max(0, latin.length - 3) }, (_, i) => [
    latin.slice(0, i + 2),
    latin.slice(i + 2),
  ]);
  const fits = parts.map(
    ([before = '', after = '']) => likenessTo(first, before) + likenessTo(second, after),
  );
  const best = fits.indexOf(Math.max(...fits));
  return fits[best] !== undefined && fits[best] >= 2 * MIN_SAME ? (parts[best]?.join(' ') ?? latin) : latin;
}

function inScript(name: string, letters: readonly (readonly [string, string])[]): string {
  let written = '';
  for (let at = 0; at < name.length; ) {
    const [latin, own] = letters.find(([sign]) => name.startsWith(sign, at)) ?? [name[at]!, name[at]!];
    written += own;
    at += latin.length;
  }
  return written;
}
