/** Scripts in which some states print names above their Latin spelling. */
export type OwnScript = 'greek' | 'bulgarian' | 'ukrainian';

/** Romanisations read backwards, longest sequences first: near enough for names that nobody bears. */
const LETTERS: Readonly<Record<OwnScript, string>> = {
  greek:
    'OU ΟΥ,TH Θ,CH Χ,PS Ψ,AI ΑΙ,EI ΕΙ,OI ΟΙ,MP ΜΠ,NT ΝΤ,A Α,B Β,C Κ,D Δ,E Ε,F Φ,G Γ,H Χ,I Ι,J Ζ,K Κ,L Λ,M Μ,N Ν,' +
    'O Ο,P Π,Q Κ,R Ρ,S Σ,T Τ,U Υ,V Β,W Ω,X Ξ,Y Υ,Z Ζ',
  bulgarian:
    'SHT Щ,SH Ш,CH Ч,TS Ц,ZH Ж,YA Я,YU Ю,A А,B Б,C Ц,D Д,E Е,F Ф,G Г,H Х,I И,J Ж,K К,L Л,M М,N Н,O О,P П,Q К,R Р,' +
    'S С,T Т,U У,V В,W В,X КС,Y Й,Z З',
  ukrainian:
    'SHCH Щ,SH Ш,CH Ч,TS Ц,ZH Ж,KH Х,IA Я,YA Я,YU Ю,YI Ї,A А,B Б,C Ц,D Д,E Е,F Ф,G Г,H Г,I І,J Ж,K К,L Л,M М,N Н,' +
    'O О,P П,Q К,R Р,S С,T Т,U У,V В,W В,X КС,Y И,Z З',
};

/** A name in capitals of Greek or Cyrillic letters; what is no letter A–Z stays. */
export function inOwnScript(name: string, script: OwnScript): string {
  const pairs = LETTERS[script].split(',').map((pair) => pair.split(' ') as [string, string]);
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  let written = '';
  for (let at = 0; at < plain.length; ) {
    const [latin = plain[at]!, own = plain[at]!] = pairs.find(([latin]) => plain.startsWith(latin, at)) ?? [];
    written += own;
    at += latin.length;
  }
  return written;
}
