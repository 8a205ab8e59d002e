import type { LinkRefusal } from '@idem/contracts';
import { accountName } from '../../ui/account-name.js';
import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { say, type WordId } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

type Words = readonly [title: WordId, body: WordId];

const WORDS: Readonly<Record<LinkRefusal, Words>> = {
  link_invalid: ['link.invalid_title', 'link.invalid'],
  link_expired: ['link.expired_title', 'link.expired'],
  link_used: ['link.used_title', 'link.used'],
  link_opened_elsewhere: ['link.elsewhere_title', 'link.elsewhere'],
  verification_canceled: ['canceled.title', 'canceled.body'],
};
/** The key of the page has ended, and the link with it. */
const ENDED = 'api_key_expired';

/** Why this link leads nowhere, and where to get one that does. */
export function LinkUnusable({ session }: ScreenProps) {
  const { problem } = session.progress.value;
  const code = problem?.kind === 'refused' ? problem.code : null;
  const [title, body] =
    Object.entries(WORDS).find(([known]) => known === code)?.[1] ??
    (code === ENDED ? WORDS.link_expired : WORDS.link_invalid);
  return (
    <Frame session={session} title={say(title)} mark={<Mark kind="bad" />}>
      <p>{say(body, { account: accountName(session) })}</p>
    </Frame>
  );
}
