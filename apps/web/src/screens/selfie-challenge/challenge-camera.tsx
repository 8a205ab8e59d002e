import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useCamera } from '../../capture/camera/use-camera.js';
import { USUAL_LIMITS } from '../../capture/face/judge-face.js';
import { useFaceGuidance } from '../../capture/face/use-face-guidance.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { FaceViewfinder } from '../selfie/face-viewfinder.js';
import { runChallenge, type Stage } from './run-challenge.js';

/**
 * Leads the person through one challenge, an instruction at a time. It begins by itself once the face is in its place, for the
 * server's clock runs from the first instruction on; and by hand at any time.
 */
export function ChallengeCamera(
  props: ScreenProps & { readonly onExpired: () => void; readonly onEnded: () => void },
) {
  const { session, device } = props;
  const camera = useCamera('user');
  const stage = useSignal<Stage>({ step: null, secondsLeft: 0 });
  const live = camera.live.value;
  const begun = useSignal(false);
  const begin = () => {
    begun.value = true;
  };
  const { hint, held } = useFaceGuidance(camera.video, {
    live: live && !begun.value,
    limits: shownPage(session).selfie ?? USUAL_LIMITS,
    take: begin,
  });
  useEffect(() => {
    const video = camera.video.current;
    if (!live || !begun.value || video === null) return;
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
  }, [live, begun.value]);
  const { step, secondsLeft } = stage.value;
  const instruction = say(step === null ? 'page.busy' : `challenge.${step}`);
  return (
    <Frame session={session} title={say('challenge.title')}>
      <FaceViewfinder
        camera={camera}
        hint={begun.value ? instruction : say(hint.value === null ? 'selfie.frame' : `hint.${hint.value}`)}
        good={held.value > 0}
      />
      {step !== null && secondsLeft <= 20 && (
        <p class="muted">{say('challenge.left_time', { seconds: secondsLeft })}</p>
      )}
      {!begun.value && camera.fault.value === null && (
        <div class="actions">
          <Button disabled={!live} onPress={begin}>
            {say('challenge.begin')}
          </Button>
        </div>
      )}
    </Frame>
  );
}
