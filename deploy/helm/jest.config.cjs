// Reads files and runs tools: neither database nor broker is started for it.
const { globalSetup: _, globalTeardown: __, ...preset } = require('../../jest.preset.cjs');
module.exports = { ...preset, rootDir: __dirname, displayName: 'helm' };
