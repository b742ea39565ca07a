// The installation under test brings its own database and broker: none are started beside them.
const { globalSetup: _, globalTeardown: __, ...preset } = require('../jest.preset.cjs');
module.exports = { ...preset, rootDir: __dirname, displayName: 'e2e' };
