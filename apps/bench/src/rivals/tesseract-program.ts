import { spawn } from 'node:child_process';
import { encodePng } from '@idem/vision/image/encode';
import type { RgbImage } from '@idem/vision/image/rgb-image';

/** The `tesseract` command line, where it is installed. */
export interface TesseractProgram {
  readonly version: string;
  /** The text of one block of lines, read with the alphabet of machine-readable zones. */
  readBlock(image: RgbImage): Promise<string>;
}

/** `>` is among them: a zone that stands on its head is read as a row of these. */
const WHITELIST = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<>';
const MAX_MS = 30_000;

/**
 * Looks for `tesseract` on the PATH (Debian: `tesseract-ocr` with `tesseract-ocr-eng`). Null where there is none.
 *
 * @param env the environment that the program gets; one thread is set, because that is what is compared.
 */
export async function findTesseract(
  env: Readonly<Record<string, string | undefined>>,
): Promise<TesseractProgram | null> {
  const environment = { ...env, OMP_THREAD_LIMIT: '1' };
  let version: string;
  try {
    version = (await ask(['--version'], null, environment)).split('\n')[0] ?? '';
  } catch {
    return null;
  }
  const options = [
    ...['--psm', '6', '-l', 'eng', '-c', `tessedit_char_whitelist=${WHITELIST}`],
    ...['-c', 'load_system_dawg=F', '-c', 'load_freq_dawg=F'],
  ];
  return {
    version: version.trim(),
    readBlock: async (image) => ask(['stdin', 'stdout', ...options], await encodePng(image), environment),
  };
}

/** What the program prints. @throws when it cannot be started, fails, or takes longer than `MAX_MS`. */
function ask(
  argv: readonly string[],
  input: Uint8Array | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('tesseract', argv, { env, timeout: MAX_MS, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => complaints.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`tesseract ended with ${code}: ${Buffer.concat(complaints).toString('utf8')}`));
    });
    // A program that ends before it has read everything must not end ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? undefined);
  });
}
