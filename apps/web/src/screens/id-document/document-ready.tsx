import type { DocumentType } from '@idem/domain';
import { Button } from '../../ui/button.js';
import { Drawing } from '../../ui/drawing.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { HandOverButton } from '../handoff/hand-over-button.js';
import type { ScreenProps } from '../screen-props.js';
import { documentTitle } from './document-title.js';
import { OtherWays } from './other-ways.js';
import type { Side } from './taken.js';

const drawn = (side: Side, type: DocumentType | null) =>
  side === 'id_document_back' ? 'back' : type === 'passport' ? 'passport' : 'card';

/** What makes a good picture, before the browser asks for the camera. */
export const DocumentReady = (
  props: ScreenProps & {
    readonly side: Side;
    readonly type: DocumentType | null;
    readonly fault: string | null;
    readonly onFile: ((file: File) => unknown) | null;
    readonly onStart: () => void;
  },
) => (
  <Frame session={props.session} title={documentTitle('ready', props.side, props.type)}>
    <Drawing of={drawn(props.side, props.type)} />
    {props.side === 'id_document_back' && <p>{say('ready.back_body')}</p>}
    <ul>
      <li>{say('ready.surface')}</li>
      <li>{say('ready.light')}</li>
    </ul>
    <p class="muted">{say('ready.permission')}</p>
    {props.fault !== null && (
      <p class="alert" role="alert">
        {props.fault}
      </p>
    )}
    <div class="actions">
      <Button onPress={props.onStart}>{say('ready.start')}</Button>
      <HandOverButton session={props.session} />
      {props.onFile !== null && <OtherWays session={props.session} onFile={props.onFile} />}
    </div>
  </Frame>
);
