import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OperatorError } from '../operator-error.js';
import type { Pictures } from '../verification/person-device.js';

/**
 * One's own pictures: `--document <file> [--back <file>] [--selfie <file>]`.
 * @returns null without arguments: the demo draws specimens
 * @throws OperatorError for an unknown option or a file that cannot be read
 */
export function ownPictures(argv: readonly string[]): Pictures | null {
  const { document, back, selfie } = parse(argv);
  if (document === undefined) {
    if (back === undefined && selfie === undefined) return null;
    throw new OperatorError('--back and --selfie need a --document to go with.');
  }
  return {
    front: read(document),
    ...(back !== undefined && { back: read(back) }),
    ...(selfie !== undefined && { selfie: read(selfie) }),
  };
}

function parse(argv: readonly string[]) {
  const file = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...argv], options: { document: file, back: file, selfie: file } }).values;
  } catch (error) {
    throw new OperatorError(
      `${error instanceof Error ? error.message : error}\n` +
        '  Usage: npm run demo [-- --document passport.jpg [--back back.jpg] [--selfie me.jpg]]',
    );
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new OperatorError(`Cannot read ${file} (${(error as NodeJS.ErrnoException).code}).`);
  }
}
