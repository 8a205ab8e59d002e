import { passportEye } from './passport-eye.js';
import type { Rival } from './rival.js';
import { tesseractJs } from './tesseract-js.js';
import { findTesseract } from './tesseract-program.js';

/** The other readers that this machine can run, and in words those that it cannot. */
export async function openRivals(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly rivals: readonly Rival[]; readonly missing: readonly string[] }> {
  const program = await findTesseract(env);
  const others = await tesseractJs();
  return program
    ? { rivals: [passportEye(program), ...others], missing: [] }
    : { rivals: others, missing: ['PassportEye’s method, for want of a `tesseract` on the PATH'] };
}
