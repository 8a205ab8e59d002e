/** Where the sealed answer of a challenge lies. */
export const challengeContext = (challengeId: string): string => `selfie_challenge:${challengeId}:answer`;
