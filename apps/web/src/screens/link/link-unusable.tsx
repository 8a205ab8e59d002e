import { accountName } from '../../ui/account-name.js';
import { Frame } from '../../ui/frame.js';
import { say, type WordId } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

const WORDS: readonly (readonly [code: string, words: WordId])[] = [
  ['link_opened_elsewhere', 'link.elsewhere'],
  ['link_used', 'link.used'],
  ['link_expired', 'link.expired'],
  ['api_key_expired', 'link.used'],
];

/** Why this link leads nowhere, and where to get one that does. */
export function LinkUnusable({ session }: ScreenProps) {
  const { problem } = session.progress.value;
  const code = problem?.kind === 'refused' ? problem.code : null;
  const words = WORDS.find(([known]) => known === code)?.[1] ?? 'link.unknown';
  return (
    <Frame session={session} title={say('link.title')}>
      <p>{say(words, { account: accountName(session) })}</p>
    </Frame>
  );
}
