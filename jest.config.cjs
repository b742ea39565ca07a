// One run over all projects: one global set-up, so one PostgreSQL and one broker, and one report.
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const inside = (folder) => readdirSync(join(__dirname, folder)).map((name) => `${folder}/${name}`);
const folders = [
  ...inside('libs'),
  ...inside('services'),
  'deploy/embedded',
  'deploy/compose',
  'deploy/helm',
  'e2e',
];

module.exports = {
  projects: folders
    .filter((folder) => existsSync(join(__dirname, folder, 'jest.config.cjs')))
    .map((folder) => `<rootDir>/${folder}`),
  maxWorkers: 3,
  // Each file leaves some of its modules behind, about 40 MB: at 1.5 GB what a worker did took longer, and now and then so long that a test gave up waiting.
  workerIdleMemoryLimit: '600MB',
  // In a run of several projects only this one is heard, not the one of each project.
  testTimeout: require('./jest.preset.cjs').testTimeout,
};
