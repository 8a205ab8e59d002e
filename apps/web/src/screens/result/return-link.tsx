import type { ComponentChildren } from 'preact';
import { isHosted, tellHost } from '../../modal/host.js';
import type { SessionStore } from '../../session/session-store.js';
import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { say } from '../../words/words.js';

/** The way back to who asked, where they gave one, below what else there is to do. */
export function ReturnLink({
  session,
  children,
}: {
  readonly session: SessionStore;
  readonly children?: ComponentChildren;
}) {
  const page = session.page.value;
  return (
    <div class="actions">
      {children}
      {isHosted() && (
        <Button quiet={children !== undefined} onPress={() => tellHost({ type: 'idem:end' })}>
          {say('done.close')}
        </Button>
      )}
      {!isHosted() && page?.return_url && (
        <a class={children === undefined ? 'button' : 'button quiet'} href={page.return_url}>
          {page.account.name === null
            ? say('done.back_unnamed')
            : say('done.back', { account: accountName(session) })}
        </a>
      )}
    </div>
  );
}
