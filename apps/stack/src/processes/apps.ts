import path from 'node:path';

/** The apps of a stack in the order in which they are started; they are ended in the opposite one. */
export const APPS = ['gateway', 'aggregator', 'document-worker', 'face-worker', 'liveness-worker'] as const;
export type AppName = (typeof APPS)[number];

/** The compiled main file of an app. */
export function mainFileOf(root: string, app: AppName): string {
  return path.join(root, 'apps', app, 'dist', 'main.js');
}

/** Every app says `ready` once it takes work, as the message of a JSON log line. */
export function announcesReady(line: string): boolean {
  return readyMessage(line) !== null;
}

/** The fields of the line with which an app says that it is ready; null for every other line. */
export function readyMessage(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return entry.msg === 'ready' ? entry : null;
  } catch {
    return null;
  }
}
