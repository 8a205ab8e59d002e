import type {
  HandoffState,
  LinkRefusal,
  PageOpeningResource,
  VerificationPageResource,
} from '@idem/contracts';
import type { CameraRefusal } from '../page/testing/canvas-camera.js';

/** What the camera shows: a document on a table, an empty room, nothing; or why there is none. */
export type CameraScene = 'document' | 'room' | 'black' | CameraRefusal;

/** A situation in which a screen is seen: what the server answers, and what the person does. */
export interface Scene {
  /** In file names: lower-case words with hyphens. */
  readonly name: string;
  /** How the link opens: refused, not at all, without an answer, by a server in trouble. Default: it opens. */
  readonly opening?: Partial<PageOpeningResource> | LinkRefusal | 'offline' | 'never' | 'trouble';
  readonly page?: Partial<VerificationPageResource>;
  /** How long a challenge may be answered, in ms. */
  readonly challengeMs?: number;
  readonly handoff?: HandoffState;
  /** Buttons that are pressed one after another, by their place among the screen's. */
  readonly presses?: readonly number[];
  readonly camera?: CameraScene;
  /** Without an interface for cameras, as inside some apps. */
  readonly inApp?: boolean;
  /** Whether the page waits a twentieth of what it would, where a person would wait for long. */
  readonly hurried?: boolean;
  /** What is lost when the screen is there. */
  readonly loses?: 'network';
  /** How long the screen takes to be what it is to show, in ms. */
  readonly afterMs?: number;
  /** Where it is seen; default both. */
  readonly device?: 'phone' | 'desktop';
  /** One of many of a kind, whose pictures on a phone by daylight say enough. */
  readonly oneOfMany?: boolean;
}
