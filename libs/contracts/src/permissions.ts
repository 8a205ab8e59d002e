/** What a restricted key can be granted. Secret keys hold all but the last three. */
export const PERMISSIONS = [
  'identity.read',
  'identity.write',
  /** To put a person's verdict in the place of the checks'. */
  'identity.review',
  'files.read',
  'files.write',
  'events.read',
  'webhook_endpoints.read',
  'webhook_endpoints.write',
  /** Name and look of the person's page, and where it may be shown. */
  'page_settings.read',
  'page_settings.write',
  /**
   * Dates of birth, numbers, sex, place of birth and pictures, of verifications processed in the last 48 hours: only
   * ever granted to a restricted key, by name.
   */
  'identity.recent_sensitive_results',
  /** The same of all verifications, to a restricted key that is bound to IP addresses; of recent ones to any other. */
  'identity.sensitive_results',
  /** Seeing, creating, rolling and revoking keys of the same account and mode that may do no more. */
  'api_keys.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
