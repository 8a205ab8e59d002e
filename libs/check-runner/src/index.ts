export * from './start-check-worker.js';
