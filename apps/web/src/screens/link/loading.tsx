import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';

export const Loading = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('loading.title')}>
    <p role="status">{say('page.busy')}</p>
  </Frame>
);
