// Nest 12 and some others are ESM-only and jest on Node 20 cannot require() ESM, so these packages are transformed to CommonJS (cached).
const ESM = [
  '@nestjs/(?!throttler)',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'jose',
  'temporal-',
  'fast-check',
  'pure-rand',
  '@noble/',
];
const swc = (parser) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser, transform: { legacyDecorator: true, decoratorMetadata: true } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const infrastructure = require.resolve('./libs/testing/infrastructure.mjs');
module.exports = {
  // Not among temporary files, which tests move (libs/testing/infrastructure.mjs): what is transformed once is kept for the next run.
  cacheDirectory: require('node:path').join(__dirname, '.jejak', 'jest'),
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM.join('|')}))`, '/libs/.*/dist/'],
  clearMocks: true,
  testTimeout: 60_000,
  globalSetup: infrastructure,
  globalTeardown: require.resolve('./libs/testing/infrastructure-teardown.mjs'),
};
