import { type CheckDefinition, livenessOf } from '@idem/domain';

/** Did a living person carry out, just now, the movements that were asked for? */
export const definition: CheckDefinition = {
  name: 'challenge',
  section: 'selfie',
  inputs: ['face'],
  optionalInputs: ['challenge_frames'],
  after: [],
  codes: ['selfie_unverified_other', 'selfie_manipulated'],
  requiredBy: (options, supplied) => {
    const policy = livenessOf(options);
    return policy === 'required_active' || (policy === 'passive' && supplied.challenge);
  },
};
