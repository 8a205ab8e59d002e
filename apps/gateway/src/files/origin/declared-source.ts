import type { DeclaredSource } from '@idem/contracts';

/** IPTC NewsCodes: what stands behind `…/newscodes/digitalsourcetype/`, or behind `c2pa.` in C2PA 2. */
const TYPES: Readonly<Record<string, DeclaredSource>> = {
  trainedalgorithmicmedia: 'generated',
  algorithmicmedia: 'generated',
  virtualrecording: 'generated',
  compositewithtrainedalgorithmicmedia: 'composite',
  compositesynthetic: 'composite',
  composite: 'composite',
  digitalart: 'composite',
  digitalcreation: 'composite',
  digitalcapture: 'captured',
  computationalcapture: 'captured',
};

const RANK: readonly DeclaredSource[] = ['generated', 'composite', 'captured'];

/** The gravest source type that a text names; null where it names none. */
export function declaredSourceIn(text: string): DeclaredSource | null {
  const found = [...text.matchAll(/digitalsourcetype\/([a-z]{4,60})/gi)].flatMap(
    ([, type]) => TYPES[type!.toLowerCase()] ?? [],
  );
  return RANK.find((source) => found.includes(source)) ?? null;
}
