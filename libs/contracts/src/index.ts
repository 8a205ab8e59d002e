export * from './facts.js';
export * from './jobs.js';
export * from './resources/verification-session.js';
export * from './stored.js';
