import { useEffect } from 'preact/hooks';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** Nothing is missing: submits the session by itself, once. */
export function Sending({ session }: ScreenProps) {
  useEffect(() => void session.submit(), []);
  const refused = session.progress.value.refusal !== null;
  return (
    <Frame session={session} title={say('sending.title')}>
      {refused ? (
        <div class="actions">
          <Button onPress={session.submit}>{say('page.try_again')}</Button>
        </div>
      ) : (
        <progress aria-label={say('sending.title')} />
      )}
    </Frame>
  );
}
