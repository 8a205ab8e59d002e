import { render } from 'preact';
import { openLink, pageApi } from './api/page-api.js';
import { browserDevice } from './device/browser-device.js';
import { SCREENS } from './screens/registry.js';
import { browserKey } from './session/browser-key.js';
import { createSessionStore } from './session/session-store.js';
import './ui/style.css';

const link = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
const key = browserKey(browserDevice, () => localStorage);
const session = createSessionStore(
  () => openLink(browserDevice, { link, browserKey: key }),
  (opening, withKey) => pageApi(browserDevice, opening.verification_session, withKey),
);

function Page() {
  const Screen = SCREENS[session.screen.value];
  // Two requirements may share a component: a new screen starts anew.
  return <Screen key={session.screen.value} session={session} device={browserDevice} />;
}

const root = document.getElementById('page');
if (root !== null) render(<Page />, root);
// What was missed while the network was away, or while the phone slept.
addEventListener('online', () => {
  if (session.screen.value === 'connection_lost') void session.load();
});
void session.load();
