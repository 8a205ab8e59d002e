import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** On the second device: everything was taken. */
export const HandoffDone = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('handoff.done_title')}>
    <p>{say('handoff.done')}</p>
  </Frame>
);
