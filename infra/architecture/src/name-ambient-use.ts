import { isSyntaxNode, type SyntaxNode } from './parse-source.js';

/**
 * How a node spells reaching for something ambient: `process.env`, `new Date()`, `crypto.randomUUID`.
 * The several ways to write the same thing get one spelling:
 *
 * | written | spelled |
 * |---|---|
 * | `Date.now()`, `globalThis.Date.now`, `Date['now']` | `Date.now` |
 * | `import { env as e } from 'node:process'` | `process.env` |
 * | `const { env } = process` | `process.env` |
 * | `new Date()`, `new Date` | `new Date()` (with arguments: nothing) |
 */
export function nameAmbientUses(node: SyntaxNode): string[] {
  switch (node.type) {
    case 'MemberExpression':
      return present(spell(node));
    case 'NewExpression':
      return hasArguments(node) ? [] : present(spell(node.callee)).map((callee) => `new ${callee}()`);
    case 'CallExpression':
      return isSyntaxNode(node.callee, 'Identifier') ? [`${String(node.callee.value)}()`] : [];
    case 'ImportDeclaration':
      return importedNames(node);
    case 'VariableDeclarator':
      return destructuredNames(node);
    default:
      return [];
  }
}

/** `a.b.c` for a chain of plain names, whatever global object it starts from; otherwise undefined. */
function spell(node: unknown): string | undefined {
  if (isSyntaxNode(node, 'Identifier')) return String(node.value);
  if (!isSyntaxNode(node, 'MemberExpression')) return undefined;
  const object = spell(node.object);
  const property = propertyName(node.property);
  if (object === undefined || property === undefined) return undefined;
  return object === 'globalThis' || object === 'global' ? property : `${object}.${property}`;
}

function propertyName(node: unknown): string | undefined {
  if (isSyntaxNode(node, 'Identifier') || isSyntaxNode(node, 'StringLiteral')) return String(node.value);
  return isSyntaxNode(node, 'Computed') && isSyntaxNode(node.expression, 'StringLiteral')
    ? String(node.expression.value)
    : undefined;
}

function importedNames(node: SyntaxNode): string[] {
  if (node.typeOnly === true || !isSyntaxNode(node.source)) return [];
  const module = String(node.source.value).replace(/^node:/, '');
  return nodesOf(node.specifiers)
    .filter((specifier) => specifier.type === 'ImportSpecifier')
    .flatMap((specifier) => present(propertyName(specifier.imported) ?? propertyName(specifier.local)))
    .map((name) => `${module}.${name}`);
}

function destructuredNames(node: SyntaxNode): string[] {
  const object = spell(node.init);
  if (object === undefined || !isSyntaxNode(node.id, 'ObjectPattern')) return [];
  return nodesOf(node.id.properties)
    .flatMap((property) => present(propertyName(property.key)))
    .map((name) => `${object}.${name}`);
}

function hasArguments(node: SyntaxNode): boolean {
  return Array.isArray(node.arguments) && node.arguments.length > 0;
}

function nodesOf(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.filter((item) => isSyntaxNode(item)) : [];
}

function present(text: string | undefined): string[] {
  return text === undefined ? [] : [text];
}
