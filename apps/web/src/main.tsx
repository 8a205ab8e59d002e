import { effect } from '@preact/signals';
import { render } from 'preact';
import { openLink, pageApi } from './api/page-api.js';
import { browserDevice } from './device/browser-device.js';
import { isStrandedHere } from './device/in-app-browser.js';
import { keepProgress } from './history/keep-progress.js';
import { isFramed, receiveLink, tellHost } from './modal/host.js';
import { SCREENS } from './screens/registry.js';
import { browserKey } from './session/browser-key.js';
import { createSessionStore } from './session/session-store.js';
import { wantedLocales } from './session/wanted-locales.js';
import { paint } from './theme/paint.js';
import './ui/style.css';
import { chooseLocale } from './words/locales.js';
import { speak } from './words/words.js';

const given = isFramed(location.pathname)
  ? receiveLink().then((open) => ({ link: open.client_secret, browserKey: open.browser_key }))
  : Promise.resolve({
      link: location.pathname.split('/').filter(Boolean).at(-1) ?? '',
      browserKey: browserKey(browserDevice, () => localStorage),
    });
const session = createSessionStore(
  async () => openLink(browserDevice, await given),
  (opening, withKey) => pageApi(browserDevice, opening.verification_session, withKey),
);

function Page() {
  const Screen = SCREENS[session.screen.value];
  // Two requirements may share a component: a new screen starts anew.
  return <Screen key={session.screen.value} session={session} device={browserDevice} />;
}

const speakFor = (locale: string | null): Promise<boolean> =>
  speak(
    chooseLocale(wantedLocales({ search: location.search, session: locale, browser: navigator.languages })),
  );

async function start(root: HTMLElement): Promise<void> {
  // The texts are part of the page: what the network lost is asked for until it comes.
  while (!(await speakFor(null))) await browserDevice.connected(3000);
  effect(() => {
    root.dataset.screen = session.screen.value;
  });
  render(<Page />, root);
  effect(() => void speakFor(session.page.value?.locale ?? null));
  effect(() => {
    const branding = session.page.value?.branding;
    return branding === undefined ? undefined : paint(branding);
  });
  keepProgress(session);
  effect(() => {
    const { page, progress } = session;
    if (page.value !== null)
      tellHost({
        type: 'idem:state',
        submitted: page.value.submitted,
        code: progress.value.declined ? 'consent_declined' : (page.value.last_error?.code ?? null),
      });
  });
  // What was missed while the network was away, or while the phone slept.
  addEventListener('online', () => {
    if (session.screen.value === 'connection_lost') void session.load();
  });
  if (isStrandedHere()) session.note({ stranded: true });
  else await session.load();
}

const root = document.getElementById('page');
if (root !== null) void start(root);
