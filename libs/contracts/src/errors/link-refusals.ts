import { ApiError } from './api-error.js';

/** Why a link opens nothing; the person's page has a screen for each. */
export const LINK_REFUSALS = {
  link_invalid: 404,
  link_expired: 410,
  link_used: 410,
  link_opened_elsewhere: 403,
  verification_canceled: 410,
} as const;
export type LinkRefusal = keyof typeof LINK_REFUSALS;

const WORDS: Readonly<Record<LinkRefusal, string>> = {
  link_invalid:
    'This link is not valid, or was replaced by a newer one. Go back to where you found it, and start again.',
  link_expired: 'This link has expired. Go back to where you found it, and start again.',
  link_used: 'This link was already used. Go back to where you found it, and start again.',
  link_opened_elsewhere:
    'This link was opened in another browser. Go on there, or go back to where you found it to get a new link.',
  verification_canceled:
    'This verification was canceled. If you still need to verify your identity, ask for a new link.',
};

/** 403, 404 or 410: a link cannot be opened, or not by this browser. */
export const linkRefused = (code: LinkRefusal): ApiError =>
  new ApiError({ status: LINK_REFUSALS[code], type: 'invalid_request_error', code, message: WORDS[code] });
