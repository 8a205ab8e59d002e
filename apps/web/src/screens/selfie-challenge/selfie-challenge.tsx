import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { watchFaces } from '../../capture/face/watch-faces.js';
import { useBackStep } from '../../history/use-back-step.js';
import { Button } from '../../ui/button.js';
import { Drawing } from '../../ui/drawing.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { ChallengeCamera } from './challenge-camera.js';

/** Movements of the head in an order that the server draws; can be begun again with a new one. */
export function SelfieChallenge(props: ScreenProps) {
  const begun = useSignal(false);
  const expired = useSignal(false);
  useEffect(() => void watchFaces(), []);
  useBackStep(begun.value, () => {
    begun.value = false;
  });
  if (begun.value) {
    return (
      <ChallengeCamera
        {...props}
        onExpired={() => {
          expired.value = true;
          begun.value = false;
        }}
        onEnded={() => {
          begun.value = false;
        }}
      />
    );
  }
  return (
    <Frame session={props.session} title={say('selfie.ready')}>
      {!expired.value && <Drawing of="face" />}
      {expired.value && (
        <p class="alert" role="alert">
          {say('challenge.expired')}
        </p>
      )}
      <p>{say('challenge.ready')}</p>
      <ul>
        <li>{say('selfie.glasses')}</li>
        <li>{say('selfie.light')}</li>
      </ul>
      <p class="muted">{say('ready.permission')}</p>
      <div class="actions">
        <Button
          onPress={() => {
            begun.value = true;
          }}
        >
          {say('ready.start')}
        </Button>
      </div>
    </Frame>
  );
}
