import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** The server cannot be reached; what was taken stays where it is. */
export const ConnectionLost = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('connection.title')}>
    <p>{say('connection.body')}</p>
    <div class="actions">
      <Button onPress={session.load}>{say('page.try_again')}</Button>
    </div>
  </Frame>
);
