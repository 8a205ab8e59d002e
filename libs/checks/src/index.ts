export * from './check.js';
export * from './judge.js';
