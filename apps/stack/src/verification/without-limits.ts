/** For measurements and tests of everything but the limits: they ask more of a gateway than one integrator may. */
export const WITHOUT_LIMITS = {
  RATE_LIMIT_LIVE: '0',
  RATE_LIMIT_TEST: '0',
  RATE_LIMIT_ENDPOINT: '0',
  RATE_LIMIT_FILES: '0',
  RATE_LIMIT_ADDRESS: '0',
} as const;
