export * from './check-definition.js';
export * from './error-codes.js';
export * from './outcome.js';
export * from './session.js';
