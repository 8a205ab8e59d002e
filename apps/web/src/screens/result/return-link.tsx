import type { SessionStore } from '../../session/session-store.js';
import { accountName } from '../../ui/account-name.js';
import { say } from '../../words/words.js';

/** The way back to who asked, where they gave one. */
export function ReturnLink({ session }: { readonly session: SessionStore }) {
  const page = session.page.value;
  if (!page?.return_url) return null;
  return (
    <div class="actions">
      <a class="button" href={page.return_url}>
        {page.account.name === null
          ? say('done.back_unnamed')
          : say('done.back', { account: accountName(session) })}
      </a>
    </div>
  );
}
