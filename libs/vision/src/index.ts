export * from './image/rgb-image.js';
export * from './runtime/models.js';
