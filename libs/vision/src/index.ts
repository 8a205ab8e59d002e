export * from './convert/build-models.js';
export * from './image/decode.js';
export * from './image/rgb-image.js';
export * from './runtime/errors.js';
export * from './runtime/models.js';
export * from './runtime/open-models.js';
