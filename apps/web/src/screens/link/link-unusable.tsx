import { accountName } from '../../ui/account-name.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** Why this link leads nowhere, and where to get one that does. */
export function LinkUnusable({ session }: ScreenProps) {
  const { problem } = session.progress.value;
  const elsewhere = problem?.kind === 'refused' && problem.code === 'link_opened_elsewhere';
  return (
    <Frame session={session} title={say('link.title')}>
      <p>{say(elsewhere ? 'link.elsewhere' : 'link.unknown', { account: accountName(session) })}</p>
    </Frame>
  );
}
