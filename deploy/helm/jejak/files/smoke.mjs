/**
 * `helm test`: signs in, gives one command, and verifies one proof, as somebody from outside would. The command is the inspector's reading of
 * a history, which is recorded itself; the history is that of a service's heartbeats, which every installation has.
 *
 * JEJAK_URL is the gateway; JEJAK_TOKEN_FILE holds an inspector's token, and without it the demonstration's issuer gives one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const require = createRequire(`${process.cwd()}/package.json`);
const { naturalId, streamOf } = require('@jejak/kernel');
const { parsePolicy, verifyHistory } = require('@jejak/ledger');

const { JEJAK_URL: url, JEJAK_TOKEN_FILE: tokenFile } = process.env;
/** The newest heads leaf covers what is a minute old, and an installation that has just come up has none yet. */
const LIMIT_MS = 240_000;
const LOOK_AGAIN_MS = 2_000;

const answerOf = async (path, init) => {
  const response = await fetch(new URL(path, url), { signal: AbortSignal.timeout(15_000), ...init });
  const text = await response.text();
  return { status: response.status, text };
};
const expected = async (path, init) => {
  const { status, text } = await answerOf(path, init);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${text}`);
  return text;
};

const tokenOf = async () => {
  if (tokenFile && existsSync(tokenFile)) return readFileSync(tokenFile, 'utf8').trim();
  const { issuer } = JSON.parse(await expected('/.well-known/jejak'));
  const body = new URLSearchParams({
    grant_type: 'urn:jejak:demo-person',
    client_id: 'jejak-cli',
    person: 'INS-1',
  });
  return JSON.parse(await expected(`${issuer}/token`, { method: 'POST', body })).access_token;
};

const stream = streamOf('heartbeat', naturalId('heartbeat', 'career'));
const history = async (query, token) => {
  const path = `/api/audit/v1/streams/${stream}/history?purpose=helm-test${query}`;
  const until = performance.now() + LIMIT_MS;
  for (;;) {
    const { status, text } = await answerOf(path, { headers: { authorization: `Bearer ${token}` } });
    if (status === 200) return JSON.parse(text);
    // Nobody's heart has beaten yet, or no checkpoint covers it.
    if (![404, 409, 503].includes(status) || performance.now() > until)
      throw new Error(`${path} answered ${status}: ${text}`);
    await pause(LOOK_AGAIN_MS);
  }
};

await expected('/health');
console.log('every service is ready');
const token = await tokenOf();
const { accessEvent } = await history('', token);
if (!accessEvent) throw new Error('The reading was not recorded.');
console.log(`signed in; the reading is recorded as ${accessEvent}`);
const keys = (await expected('/log.vkey')).trim().split('\n');
const policy = parsePolicy([...keys.map((key) => `log ${key}`), 'quorum none'].join('\n'));
const { checkpoint, events } = verifyHistory(await history('&format=asn-history', token), policy);
console.log(`${events.length} events are in the log of ${checkpoint.size} entries, and none is left out`);
