import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'check-runner', rootDir: '.' };
