import type { Requirement } from '@idem/domain';
import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { explainReason } from '../../words/explain-failure.js';
import { say, type WordId } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

const TITLES: Readonly<Record<Requirement, WordId>> = {
  biometric_consent: 'again.other',
  id_document_front: 'again.document',
  id_document_back: 'again.document',
  face: 'again.face',
  selfie_challenge: 'again.face',
};

/** What the person has to do again, and why. */
export function RequirementErrors({ session }: ScreenProps) {
  const { requirements, tries_left: triesLeft } = shownPage(session);
  const error = requirements.errors[0];
  const over = triesLeft === 0;
  const title = over || error === undefined ? 'failed.title' : TITLES[error.requirement];
  return (
    <Frame session={session} title={say(title)} mark={<Mark kind="bad" />}>
      {error !== undefined && <p>{explainReason(error.body) ?? say('page.refused')}</p>}
      {over ? (
        <>
          <p>{say('reason.no_tries')}</p>
          <p class="muted">{say('failed.ask', { account: accountName(session) })}</p>
        </>
      ) : (
        <div class="actions">
          <Button onPress={() => session.note({ errorSeen: true })}>{say('page.try_again')}</Button>
        </div>
      )}
    </Frame>
  );
}
