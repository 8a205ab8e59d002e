import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { ReturnLink } from './return-link.js';

/** A person may change their mind. */
export const Declined = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('declined.title')}>
    <p>{say('declined.body')}</p>
    <ReturnLink session={session}>
      <Button onPress={() => session.note({ declined: false })}>{say('declined.back')}</Button>
    </ReturnLink>
  </Frame>
);
