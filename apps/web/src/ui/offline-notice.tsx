import { signal } from '@preact/signals';
import { say } from '../words/words.js';

const offline = signal(!navigator.onLine);
for (const name of ['online', 'offline'])
  addEventListener(name, () => {
    offline.value = !navigator.onLine;
  });

/** Stands on every screen while the browser knows that it is not connected. */
export const OfflineNotice = () =>
  offline.value ? (
    <p class="alert" role="alert">
      {say('offline.notice')}
    </p>
  ) : null;
