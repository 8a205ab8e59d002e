import { accountName } from '../../ui/account-name.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** On the second device: whose verification this is, and whether it is the one on the person's other screen. */
export const HandoffConfirm = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('handoff.confirm_title')}>
    <p>{say('handoff.confirm', { account: accountName(session) })}</p>
    <p class="big-code">{session.opening.value?.code}</p>
    <p class="muted">{say('handoff.warning')}</p>
    <div class="actions">
      <Button onPress={() => session.note({ codeCompared: true })}>{say('handoff.same')}</Button>
      <Button
        quiet
        onPress={async () => {
          await session.api().endHandoff();
          await session.load();
        }}
      >
        {say('handoff.different')}
      </Button>
    </div>
  </Frame>
);
