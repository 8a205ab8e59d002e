import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** Why the checks did not verify the person, and whether another try makes sense. */
export function NotVerified({ session }: ScreenProps) {
  const error = shownPage(session).last_error;
  return (
    <Frame session={session} title={say('failed.title')}>
      <p>{error?.reason ?? say('failed.unknown', { account: accountName(session) })}</p>
      {error?.may_retry && (
        <div class="actions">
          <Button onPress={() => session.note({ errorSeen: true, submitted: false, backSent: false })}>
            {say('page.try_again')}
          </Button>
        </div>
      )}
    </Frame>
  );
}
