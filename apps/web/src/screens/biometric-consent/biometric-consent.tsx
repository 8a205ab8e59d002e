import { documentAtHand } from '../../session/choose-screen.js';
import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** Who asks, what is taken and how long it is kept, before anything is. */
export function BiometricConsent({ session }: ScreenProps) {
  const page = shownPage(session);
  const days = page.retention?.days ?? null;
  const type = documentAtHand(page, session.progress.value) ?? 'other';
  return (
    <Frame
      session={session}
      title={
        page.account.name === null
          ? say('consent.title_unnamed')
          : say('consent.title', { account: accountName(session) })
      }
    >
      <ul>
        <li>{say('consent.document', { type })}</li>
        {page.selfie !== null && <li>{say('consent.selfie')}</li>}
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
