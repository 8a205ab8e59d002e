import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/** A node of swc's syntax tree, as far as the scans need to know it. */
export interface SyntaxNode {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** The nodes of a TypeScript or JavaScript file, parents before their children. */
export function* syntaxNodes(file: string): Generator<SyntaxNode> {
  yield* walk(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', decorators: true }));
}

function* walk(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item);
  } else if (typeof value === 'object' && value !== null) {
    if (isSyntaxNode(value)) yield value;
    for (const child of Object.values(value)) yield* walk(child);
  }
}

/** Whether a value is a node, optionally of one type. */
export function isSyntaxNode(value: unknown, type?: string): value is SyntaxNode {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return type === undefined ? typeof value.type === 'string' : value.type === type;
}
