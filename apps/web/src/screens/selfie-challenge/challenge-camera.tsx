import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useCamera } from '../../capture/camera/use-camera.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import type { ScreenProps } from '../screen-props.js';
import { FaceViewfinder } from '../selfie/face-viewfinder.js';
import { runChallenge, type Stage } from './run-challenge.js';

/** Leads the person through one challenge, an instruction at a time. */
export function ChallengeCamera(
  props: ScreenProps & { readonly onExpired: () => void; readonly onEnded: () => void },
) {
  const { session, device } = props;
  const camera = useCamera('user');
  const stage = useSignal<Stage>({ step: null, secondsLeft: 0 });
  const live = camera.live.value;
  useEffect(() => {
    const video = camera.video.current;
    if (!live || video === null) return;
    const stopped = new AbortController();
    void runChallenge({
      session,
      device,
      video,
      camera: camera.label.value,
      signal: stopped.signal,
      show: (next) => {
        stage.value = next;
      },
    }).then((end) => {
      if (stopped.signal.aborted) return;
      if (end === 'expired') props.onExpired();
      else props.onEnded();
    });
    return () => stopped.abort();
  }, [live]);
  const { step, secondsLeft } = stage.value;
  return (
    <Frame session={session} title={say('challenge.title')}>
      <FaceViewfinder camera={camera} hint={say(step === null ? 'page.busy' : `challenge.${step}`)} />
      {step !== null && secondsLeft <= 20 && (
        <p class="muted">{say('challenge.left_time', { seconds: secondsLeft })}</p>
      )}
    </Frame>
  );
}
