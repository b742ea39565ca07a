#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const main = join(__dirname, '../dist/main.js');
if (!existsSync(main)) {
  process.stderr.write(
    'jejak is not built yet: run `npm run build` (or `npm start`, which builds everything).\n',
  );
  process.exit(2);
}
require(main);
