import type { SessionStore } from '../session/session-store.js';
import { say } from '../words/words.js';

/** Who asks, for use within a sentence. */
export const accountName = ({ page, opening }: SessionStore): string =>
  page.value?.account.name ?? opening.value?.account_name ?? say('account.unknown');
