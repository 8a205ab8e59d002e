import { Frame } from '../../ui/frame.js';
import { Mark } from '../../ui/mark.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { ReturnLink } from './return-link.js';

export const Done = ({ session }: ScreenProps) => (
  <Frame session={session} title={say('done.title')} mark={<Mark kind="good" />}>
    <p>{say('done.body')}</p>
    <ReturnLink session={session} />
  </Frame>
);
