import type { SessionStore } from '../../session/session-store.js';
import { accountName } from '../../ui/account-name.js';
import { say } from '../../words/words.js';

/** The way back to who asked, where they gave one. */
export function ReturnLink({ session }: { readonly session: SessionStore }) {
  const address = session.page.value?.return_url;
  if (!address) return null;
  return (
    <p>
      <a href={address}>{say('done.back', { account: accountName(session) })}</a>
    </p>
  );
}
