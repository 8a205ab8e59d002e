import { useSignal } from '@preact/signals';
import { addressInChrome, thisPlatform } from '../../device/in-app-browser.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** The app around the page has no camera for it. Shown before the link is opened, for it works only where it is opened first. */
export function OpenInBrowser({ session }: ScreenProps) {
  const copied = useSignal(false);
  const chrome = addressInChrome(location.href, thisPlatform());
  async function copy() {
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    copied.value = true;
  }
  function stay() {
    session.note({ stranded: false });
    return session.load();
  }
  return (
    <Frame session={session} title={say('browser.title')}>
      <p>{say('browser.body')}</p>
      {/* For apps that forbid copying by a button: the address can be marked by hand. */}
      <p class="address" dir="ltr">
        {location.href}
      </p>
      <p role="status">{copied.value && say('browser.copied')}</p>
      <div class="actions">
        {chrome !== null && (
          <a class="button" href={chrome}>
            {say('browser.open')}
          </a>
        )}
        <Button onPress={copy} quiet={chrome !== null}>
          {say('browser.copy')}
        </Button>
        <Button quiet onPress={stay}>
          {say('browser.stay')}
        </Button>
      </div>
    </Frame>
  );
}
