import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** What the person has to do again, in the server's words. */
export function RequirementErrors({ session }: ScreenProps) {
  const page = shownPage(session);
  const error = page.requirements.errors[0];
  const triesLeft = page.tries_left !== 0;
  return (
    <Frame session={session} title={error?.title ?? say('failed.title')}>
      <p>{error?.body}</p>
      {triesLeft && (
        <div class="actions">
          <Button onPress={() => session.note({ errorSeen: true })}>
            {error?.back_button_text ?? say('page.try_again')}
          </Button>
        </div>
      )}
    </Frame>
  );
}
