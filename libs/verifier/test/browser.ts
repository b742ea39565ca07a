import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Chromium as it is here, installed first where there is none. Without a screen, and without what a root user cannot have. */
export const startBrowser = (): Promise<Browser> => {
  const script = join(__dirname, '..', '..', '..', 'scripts', 'chromium.mjs');
  const executablePath = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
};
