import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Outcome } from '../../api/outcome.js';
import { uploadPicture } from '../../capture/upload/upload-picture.js';
import { useLeavePrompt } from '../../history/use-leave-prompt.js';
import { refusalOf } from '../../session/session-store.js';
import { Button } from '../../ui/button.js';
import { Frame } from '../../ui/frame.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { cameraFields, type Side, type Taken } from './taken.js';

/** A look at the picture, which is uploaded meanwhile. */
export function DocumentReview({
  session,
  device,
  side,
  taken,
  retake,
}: ScreenProps & { readonly side: Side; readonly taken: Taken; readonly retake: () => void }) {
  const share = useSignal(0);
  const address = useMemo(() => URL.createObjectURL(taken.picture), [taken]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  useLeavePrompt(true);
  const start = (): Promise<Outcome<string>> =>
    session.withKey((key) =>
      uploadPicture(device, {
        picture: taken.picture,
        name: `${side}.jpg`,
        purpose: shownPage(session).document_capture.file_purpose,
        ownedBy: shownPage(session).id,
        key,
        onProgress: (sent) => {
          share.value = sent;
        },
      }).then((outcome) => {
        // A browser may tell nothing on the way.
        if (outcome.ok) share.value = 1;
        return outcome;
      }),
    );
  const upload = useMemo(() => ({ current: start() }), [taken]);
  async function accept() {
    let file = await upload.current;
    if (!file.ok) {
      // The person pressed again: so is the upload tried again.
      upload.current = start();
      file = await upload.current;
    }
    if (!file.ok) {
      session.note({ refusal: refusalOf(file.problem) });
      return;
    }
    await session.collect({
      [side]: { high_res_image: file.value, upload_method: taken.method, ...cameraFields(taken.camera) },
    });
  }
  return (
    <Frame session={session} title={say('review.title')}>
      <img class="picture" src={address} alt={say('review.alt')} />
      <p class="muted">
        {share.value < 1
          ? say('review.sending', { percent: Math.round(100 * share.value) })
          : say('review.sent')}
      </p>
      <div class="actions">
        <Button onPress={accept}>{say('review.use')}</Button>
        <Button quiet onPress={retake}>
          {say('review.retake')}
        </Button>
      </div>
    </Frame>
  );
}
