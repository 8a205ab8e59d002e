import type { RequirementError } from '@idem/contracts';
import type { AnswerRefusal } from '@idem/domain';

const BODIES: Readonly<Record<Exclude<AnswerRefusal, 'wrong_nonce'>, string>> = {
  expired:
    'There was too much time between the instructions and the pictures. Start again and follow them at once.',
  answered_before: 'These instructions have been followed already. Start again with new ones.',
  superseded: 'There are newer instructions. Start again and follow those.',
};

/** Tells the person that a challenge has to be taken anew. */
export const challengeError = (refusal: keyof typeof BODIES): RequirementError => ({
  requirement: 'selfie_challenge',
  title: 'Take the pictures of your face again',
  body: BODIES[refusal],
  back_button_text: 'Start again',
  continue_button_text: null,
});
