import { useSignal } from '@preact/signals';
import type { SessionStore } from '../session/session-store.js';
import { say } from '../words/words.js';

/** Who asks, as a picture where there is one. */
export function Letterhead({ session }: { readonly session: SessionStore }) {
  const broken = useSignal(false);
  const page = session.page.value;
  const name = page?.account.name ?? session.opening.value?.account_name ?? null;
  const logo = page?.branding?.logo_url ?? null;
  if (name === null && logo === null && page?.livemode !== false) return null;
  return (
    <header class="letterhead">
      {logo !== null && !broken.value ? (
        <img
          src={logo}
          alt={name ?? ''}
          referrerpolicy="no-referrer"
          onError={() => {
            broken.value = true;
          }}
        />
      ) : (
        name !== null && <p class="muted">{name}</p>
      )}
      {page?.livemode === false && <p class="test-mode">{say('page.test_mode')}</p>}
    </header>
  );
}
