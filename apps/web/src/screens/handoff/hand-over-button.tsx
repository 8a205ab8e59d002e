import { thisPlatform } from '../../device/in-app-browser.js';
import { Button } from '../../ui/button.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';

/** On a computer: the way to a phone, whose camera is better. */
export const HandOverButton = ({ session }: Pick<ScreenProps, 'session'>) =>
  shownPage(session).allow_handoff && thisPlatform() === 'desktop' ? (
    <Button quiet onPress={() => session.note({ handedOver: true, refusal: null })}>
      {say('handoff.offer')}
    </Button>
  ) : null;
