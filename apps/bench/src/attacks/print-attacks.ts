import { DOCUMENT_CLASSES } from '@idem/testing/attacks/attack';
import { attackKind } from '@idem/testing/attacks/attack-kinds';
import { LEVELS } from '@idem/testing/capture/levels';
import { describeShare, type Share } from '../statistics/share.js';
import type { AttackSummary, KindSummary } from './summarise-attacks.js';

const counts = (value: Share | null | undefined): string => (value ? `${value.hits}/${value.trials}` : '–');

/** The report as text, one string per line. */
export function describeAttacks({ attacks, genuine, through, errored }: AttackSummary): readonly string[] {
  const named = (names: readonly string[], of: Readonly<Record<string, Share | null>>) =>
    names.map((name) => `${name} ${counts(of[name])}`).join(', ');
  const block = (title: string, { verified, documentPassed, byLevel, byClass }: KindSummary) => [
    '',
    `    ${title}`,
    `      verified             ${describeShare(verified)}`,
    ...(documentPassed ? [`      document passed      ${describeShare(documentPassed)}`] : []),
    `      by level             ${named(LEVELS, byLevel)}`,
    `      by document          ${named(DOCUMENT_CLASSES, byClass)}`,
  ];
  const variants = (byVariant: KindSummary['byVariant']) =>
    Object.entries(byVariant)
      .filter(([, value]) => value && value.hits > 0)
      .map(([name, value]) => `      ${counts(value).padEnd(8)} ${name}`);
  const refusals = (of: KindSummary['refusals'], most: number) =>
    Object.entries(of)
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([reason, count]) => `      ${String(count).padStart(4)}  refused by ${reason}`);
  return [
    '    SYNTHETIC – shares of tries that end verified, with Wilson’s interval at 95 %: for attacks the APCER',
    ...attacks.flatMap((kind) => [
      ...block(`${kind.kind}  ${attackKind(kind.kind).title}`, kind),
      ...variants(kind.byVariant),
      ...refusals(kind.refusals, 4),
    ]),
    ...block('genuine  the same documents with their holders’ selfies', genuine),
    ...refusals(genuine.refusals, 20),
    ...(errored.length > 0
      ? ['', '    Could not be measured', ...errored.map((recipe) => `      ${recipe}`)]
      : []),
    ...(through.length > 0
      ? ['', '    Verified, and must not be', ...through.map((recipe) => `      ${recipe}`)]
      : []),
  ];
}
