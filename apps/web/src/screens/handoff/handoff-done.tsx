import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

/** On the second device: everything was taken. */
export const HandoffDone = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('handoff.done_title')} mark={<Mark kind="good" />}>
    <p>{say('handoff.done')}</p>
  </Frame>
);
