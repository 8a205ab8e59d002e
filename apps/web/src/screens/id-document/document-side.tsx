import { useSignal } from '@preact/signals';
import { readPicture } from '../../capture/pictures/take-picture.js';
import { useBackStep } from '../../history/use-back-step.js';
import { documentAtHand } from '../../session/choose-screen.js';
import { say } from '../../words/words.js';
import { type ScreenProps, shownPage } from '../screen-props.js';
import { DocumentCamera } from './document-camera.js';
import { DocumentReady } from './document-ready.js';
import { DocumentReview } from './document-review.js';
import type { Side, Taken } from './taken.js';

type Step = { readonly name: 'ready' | 'camera' } | { readonly name: 'review'; readonly taken: Taken };

/** Gets one side of the document: advice, camera or file, a look at it. */
export function DocumentSide({ side, ...props }: ScreenProps & { readonly side: Side }) {
  const step = useSignal<Step>({ name: 'ready' });
  const fault = useSignal<string | null>(null);
  const page = shownPage(props.session);
  const type = documentAtHand(page, props.session.progress.value);
  const capture = page.document_capture;
  const encoding = {
    longest: capture.high_res_image_max_dimension,
    quality: capture.high_res_image_compression_quality,
  };
  async function useFile(file: File) {
    const picture = await readPicture(file, encoding);
    if (typeof picture === 'string') {
      fault.value = say(`review.${picture}`);
      return;
    }
    fault.value = null;
    step.value = { name: 'review', taken: { picture, method: 'file_upload', camera: null } };
  }
  const onFile = capture.require_live_capture ? null : useFile;
  const toCamera = () => {
    fault.value = null;
    step.value = { name: 'camera' };
  };
  const toReady = () => {
    step.value = { name: 'ready' };
  };
  useBackStep(step.value.name !== 'ready', toReady);
  const { value } = step;
  if (value.name === 'review') {
    // Whoever chose a file chooses another: their camera may be the reason why.
    const retake = value.taken.method === 'file_upload' ? toReady : toCamera;
    return <DocumentReview {...props} side={side} taken={value.taken} retake={retake} />;
  }
  const common = { ...props, side, type, fault: fault.value, onFile };
  if (value.name === 'camera') {
    return (
      <DocumentCamera
        {...common}
        encoding={encoding}
        onTaken={(taken) => {
          step.value = { name: 'review', taken };
        }}
      />
    );
  }
  return <DocumentReady {...common} onStart={toCamera} />;
}
