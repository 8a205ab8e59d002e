import { thisPlatform } from '../../device/in-app-browser.js';
import type { SessionStore } from '../../session/session-store.js';
import { FileButton } from '../../ui/file-button.js';
import { say } from '../../words/words.js';

/** Failures of the live camera from which on the camera app of a phone is offered. */
const NATIVE_FROM = 3;

/** What a person can do instead of using the live camera: a file, or after some failures the camera app of a phone. */
export const OtherWays = (props: {
  readonly session: SessionStore;
  readonly onFile: (file: File) => unknown;
}) => (
  <>
    {props.session.progress.value.cameraFailures >= NATIVE_FROM && thisPlatform() !== 'desktop' && (
      <FileButton label={say('ready.native')} camera="environment" onFile={props.onFile} />
    )}
    <FileButton label={say('ready.upload')} onFile={props.onFile} />
  </>
);
