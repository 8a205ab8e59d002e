import path from 'node:path';
import { nameAmbientUses } from './name-ambient-use.js';
import { isSyntaxNode, type SyntaxNode, syntaxNodes } from './parse-source.js';
import { AMBIENT, NAMELESS, TEST_CODE } from './rules.js';
import type { Violation } from './violation.js';

const testCode = new RegExp(TEST_CODE);

/** What the import graph cannot tell: expressions and names. `files` are relative to `root`. */
export function scanSources(root: string, files: readonly string[]): Violation[] {
  return files.flatMap((file) => [
    ...namelessParts(file),
    ...(testCode.test(file) ? [] : scanSource(root, file)),
  ]);
}

function namelessParts(file: string): Violation[] {
  return file
    .split('/')
    .filter((part) => NAMELESS.test(part))
    .map((part) => ({ rule: 'names-say-what-it-does', file, detail: part }));
}

function scanSource(root: string, file: string): Violation[] {
  const rules = AMBIENT.filter((rule) => !rule.allowed.some(({ under }) => file.startsWith(under)));
  const violations: Violation[] = [];
  for (const node of syntaxNodes(path.join(root, file))) {
    for (const use of nameAmbientUses(node)) {
      for (const { name, expressions } of rules) {
        if (expressions.includes(use)) violations.push({ rule: name, file, detail: use });
      }
    }
    if (isKeptTypeImport(node)) {
      violations.push({ rule: 'type-imports-are-erased', file, detail: sourceOf(node) });
    }
  }
  return violations;
}

/**
 * `import { type T } from 'm'` loads `m` at run time, because `verbatimModuleSyntax` drops the names
 * but keeps the import. `import type { T }` is erased whole, which is what is meant.
 */
function isKeptTypeImport(node: SyntaxNode): boolean {
  return (
    node.type === 'ImportDeclaration' &&
    node.typeOnly !== true &&
    Array.isArray(node.specifiers) &&
    node.specifiers.length > 0 &&
    node.specifiers.every((specifier) => isSyntaxNode(specifier) && specifier.isTypeOnly === true)
  );
}

function sourceOf(node: SyntaxNode): string {
  return isSyntaxNode(node.source) ? String(node.source.value) : '';
}
