import { useSignal } from '@preact/signals';
import { readPicture } from '../../capture/pictures/take-picture.js';
import { useBackStep } from '../../history/use-back-step.js';
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
  const { document_capture: capture } = shownPage(props.session);
  const encoding = {
    longest: capture.high_res_image_max_dimension,
    quality: capture.high_res_image_compression_quality,
  };
  async function useFile(file: File) {
    const picture = await readPicture(file, encoding);
    if (picture === null) {
      fault.value = say('review.unreadable');
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
  useBackStep(step.value.name !== 'ready', () => {
    step.value = { name: 'ready' };
  });
  const { value } = step;
  if (value.name === 'review') {
    return <DocumentReview {...props} side={side} taken={value.taken} retake={toCamera} />;
  }
  if (value.name === 'camera') {
    return (
      <DocumentCamera
        {...props}
        side={side}
        encoding={encoding}
        fault={fault.value}
        onFile={onFile}
        onTaken={(taken) => {
          step.value = { name: 'review', taken };
        }}
      />
    );
  }
  return <DocumentReady {...props} side={side} fault={fault.value} onFile={onFile} onStart={toCamera} />;
}
