/**
 * `npm test`: what continuous integration runs. Every step counts as one check, every test as one; the last line says how many
 * passed and failed, and the exit code agrees with it.
 *
 * `npm test -- --only lint` runs one step (or several: `--only lint,format`); what follows `--` goes to jest.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startTestInfrastructure, stopTestInfrastructure } from '../libs/testing/infrastructure.mjs';
import { build } from './build.mjs';
import { lint } from './lint.mjs';
import { run, tool, workspace } from './workspace.mjs';

/**
 * A jest that hangs is a failure, not an endless wait. On a machine of two cores that does nothing else either of the two takes ten
 * minutes or a little more, and the whole run some twenty-two; a busy machine needs a multiple of that, and is no reason to fail.
 */
const JEST_LIMIT_MS = 35 * 60_000;

/** Projects with whole installations in them, that are started, killed, and judged. */
const ALONE = ['e2e', 'chaos'];

const quietly = (name, ...args) => run(process.execPath, [tool(name), ...args], { quiet: true });

const BUILD = ['build', 'compiles', build];
const LOOKS = [
  ['lint', 'keeps the rules and the boundaries', lint],
  ['lock', 'package-lock.json can be installed', () => run('npm', ['ci', '--dry-run'], { quiet: true })],
  [
    'docs',
    'generated pages are what the code says',
    () => run(process.execPath, ['scripts/docs.mjs', '--check'], { quiet: true }),
  ],
  ['format', 'is formatted', () => quietly('prettier', '--check', '.')],
];

const STEPS = [BUILD, ...LOOKS];

const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const only = values.only?.split(',');
const unknown = only?.filter((name) => name !== 'jest' && !STEPS.some(([step]) => step === name)) ?? [];
const total = { passed: 0, failed: 0, skipped: 0 };

if (unknown.length > 0) {
  console.error(
    `There is no step ${unknown.join(', ')}; there are ${STEPS.map(([name]) => name).join(', ')}, jest.`,
  );
  total.failed += 1;
} else {
  const asked = (name) => !only || only.includes(name);
  const steps = async (some) => {
    for (const [name, promise, step] of some) if (asked(name)) await check(promise, step);
  };
  await steps([BUILD]);
  if (asked('jest')) await check(undefined, () => jest('--ignoreProjects', ...ALONE));
  // Installations are started, killed and waited for: beside them there is time to look at the text.
  await Promise.all([
    steps(LOOKS),
    // One after the other: beside several workers they would mostly measure the machine.
    asked('jest') && check(undefined, () => jest('--runInBand', '--selectProjects', ...ALONE)),
  ]);
}
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

/** One step. A step with a promise passes or fails as a whole; one without counts for itself. A step that throws has failed. */
async function check(promise, step) {
  const since = performance.now();
  let passed = false;
  try {
    passed = (await step()) === 0;
  } catch (error) {
    console.error(error);
  }
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  if (promise) {
    console.log(`${passed ? '✓' : '✗'} ${promise} (${seconds} s)`);
    total[passed ? 'passed' : 'failed'] += 1;
  } else if (!passed) {
    total.failed += 1;
  }
}

/** The tests of the projects that `selection` names, in one run. Resolves to 0 when the run can be trusted: its own failures are counted one by one. */
async function jest(...selection) {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-report-'));
  const report = join(folder, 'jest.json');
  try {
    await startTestInfrastructure();
    const code = await runJest(report, selection);
    if (!existsSync(report)) {
      console.error('jest ended without a report');
      return 1;
    }
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
      result;
    total.passed += numPassedTests;
    total.failed += numFailedTests + numRuntimeErrorTestSuites;
    total.skipped += numPendingTests + numTodoTests;
    // A failure that no test shows, e.g. in a tear-down, is one all the same.
    return code !== 0 && numFailedTests + numRuntimeErrorTestSuites === 0 ? code : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await stopTestInfrastructure();
  }
}

function runJest(report, selection) {
  return new Promise((done) => {
    const args = [
      '--ci',
      '--json',
      `--outputFile=${report}`,
      ...selection,
      '--passWithNoTests',
      ...positionals,
    ];
    // A group of its own, so that the limit reaches the workers too.
    const child = spawn(process.execPath, [tool('jest'), ...args], {
      cwd: workspace,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    const endGroup = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended by itself.
      }
    };
    const limit = setTimeout(() => {
      console.error(`jest did not end within ${JEST_LIMIT_MS / 60_000} minutes`);
      endGroup('SIGKILL');
    }, JEST_LIMIT_MS);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => endGroup(signal));
    child.once('error', () => done(1));
    child.once('close', (code) => {
      clearTimeout(limit);
      done(code ?? 1);
    });
  });
}
