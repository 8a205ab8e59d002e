import type { CheckDefinition } from '@idem/domain';
import { definition as challenge } from './challenge/definition.js';
import { definition as document } from './document/definition.js';
import { definition as faceMatch } from './face-match/definition.js';
import { definition as liveness } from './liveness/definition.js';

/** Every check there is, without what it measures with. A new check is one more line here. */
export const CHECK_DEFINITIONS: readonly CheckDefinition[] = [document, faceMatch, liveness, challenge];
