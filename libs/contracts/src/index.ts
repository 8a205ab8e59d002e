export * from './facts.js';
export * from './jobs.js';
export * from './stored.js';
