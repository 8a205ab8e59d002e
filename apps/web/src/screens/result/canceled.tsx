import { accountName } from '../../ui/account-name.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { ReturnLink } from './return-link.js';

export const Canceled = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('canceled.title')}>
    <p>{say('canceled.body', { account: accountName(session) })}</p>
    <ReturnLink session={session} />
  </Frame>
);
