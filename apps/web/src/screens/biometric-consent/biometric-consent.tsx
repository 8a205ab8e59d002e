import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** Who asks, what is taken and how long it is kept, before anything is. */
export function BiometricConsent({ session }: ScreenProps) {
  const page = shownPage(session);
  const days = page.retention?.days ?? null;
  const named = page.account.name !== null;
  return (
    <Frame
      session={session}
      title={named ? say('consent.title', { account: accountName(session) }) : say('consent.title_unnamed')}
    >
      <ul>
        <li>{say(page.selfie === null ? 'consent.document' : 'consent.document_and_selfie')}</li>
        <li>
          {say('consent.storage')} {days !== null && say('consent.retention', { days })}
        </li>
        <li>{say('consent.time')}</li>
      </ul>
      {page.alternative_url && (
        <p>
          <a href={page.alternative_url}>{say('consent.alternative')}</a>
        </p>
      )}
      <div class="actions">
        <Button onPress={() => session.collect({ biometric_consent: true })}>{say('consent.agree')}</Button>
        <Button quiet onPress={() => session.decline('consent_declined')}>
          {say('consent.decline')}
        </Button>
      </div>
    </Frame>
  );
}
