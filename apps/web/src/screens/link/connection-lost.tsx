import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** The server cannot be reached, or is in trouble; what was sent stays where it is. */
export function ConnectionLost({ session }: ScreenProps) {
  const cause = session.progress.value.problem?.kind === 'unavailable' ? 'trouble' : 'connection';
  return (
    <Frame session={session} title={say(`${cause}.title`)} mark={<Mark kind="bad" />}>
      <p>{say(`${cause}.body`)}</p>
      <div class="actions">
        <Button onPress={session.load}>{say('page.try_again')}</Button>
      </div>
    </Frame>
  );
}
