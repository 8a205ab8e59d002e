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
export function saysInOwnScript(above: string, latin: string): boolean {
  const name = foldLatin(latin);
  const read = foldAsRead(above);
  return Object.values(OWN).some(
    (letters) => likeness(foldAsRead(inScript(name, letters)), read) >= MIN_SAME,
  );
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
