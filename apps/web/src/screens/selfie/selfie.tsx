import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { watchFaces } from '../../capture/face/watch-faces.js';
import { useBackStep } from '../../history/use-back-step.js';
import { Button } from '../../ui/button.js';
import { Drawing } from '../../ui/drawing.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { SelfieCamera } from './selfie-camera.js';

/** A picture of the face, after advice on how to take it. */
export function Selfie(props: ScreenProps) {
  const ready = useSignal(false);
  useEffect(() => void watchFaces(), []);
  useBackStep(ready.value, () => {
    ready.value = false;
  });
  if (ready.value) return <SelfieCamera {...props} />;
  return (
    <Frame session={props.session} title={say('selfie.ready')}>
      <Drawing of="face" />
      <ul>
        <li>{say('selfie.glasses')}</li>
        <li>{say('selfie.light')}</li>
      </ul>
      <p class="muted">{say('ready.permission')}</p>
      <div class="actions">
        <Button
          onPress={() => {
            ready.value = true;
          }}
        >
          {say('ready.start')}
        </Button>
      </div>
    </Frame>
  );
}
