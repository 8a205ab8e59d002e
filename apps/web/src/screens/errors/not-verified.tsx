import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { explainFailure } from '../../words/explain-failure.js';
import { say } from '../../words/words.js';
import { ReturnLink } from '../result/return-link.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** Who tries again may do so with another document. */
const ANEW = { documentType: null, backSent: false } as const;

/** Why the checks did not verify the person, and whether another try makes sense. */
export function NotVerified({ session }: ScreenProps) {
  const { last_error: error, tries_left: triesLeft } = shownPage(session);
  const mayRetry = error?.may_retry === true && triesLeft !== 0;
  return (
    <Frame session={session} title={say('failed.title')} mark={<Mark kind="bad" />}>
      {error !== null && <p>{explainFailure(error)}</p>}
      {mayRetry && triesLeft !== null && <p>{say('failed.tries', { count: triesLeft })}</p>}
      {triesLeft === 0 && <p>{say('reason.no_tries')}</p>}
      <p class="muted">{say('failed.ask', { account: accountName(session) })}</p>
      {error !== null && (
        <p class="muted">
          {say('failed.code')} <bdi translate={false}>{error.code}</bdi>
        </p>
      )}
      {mayRetry ? (
        <div class="actions">
          <Button onPress={() => session.note({ failureSeen: true, submitted: false, ...ANEW })}>
            {say('page.try_again')}
          </Button>
        </div>
      ) : (
        <ReturnLink session={session} />
      )}
    </Frame>
  );
}
