import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'liveness-worker', rootDir: '.' };
