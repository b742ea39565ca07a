import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AsnHistory, leafHash, verifyFragment, vkeyText } from '@jejak/ledger';
import { MadeUpLog } from '@jejak/ledger/made-up';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { verifyPage } from '../src/index';
import { startBrowser } from './browser';

const log = new MadeUpLog();
for (let i = 0; i < 30; i++)
  log.add(`evaluation-${i % 5}`, { result: 'ABOVE', score: `9${i}.25`, note: 'private words' }, ['/note']);
const LIST = 'result-rows-1';
const rows = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`P-${i}`, `${i},91.25,PASSED`]));
log.add(LIST, { datasetId: 'd1', version: 1, cutOff: '350', r: rows });
log.seal();
const history = log.history('evaluation-2');
const receipt = log.receipt(LIST, 'P-7');
const kept = log.checkpoint(12);
const link = verifyFragment({ stream: LIST, row: 'P-7', index: 30, leafHash: leafHash(receipt.leaf) });

/** A file that was bent on the way. */
const tampered = {
  ...history,
  events: history.events.map((event, i) =>
    i === 1 ? { ...event, leaf: event.leaf.replace('02:00', '03:00') } : event,
  ),
} satisfies AsnHistory;

const { html, contentSecurityPolicy } = verifyPage();
let folder: string;
let saved: string;
let browser: Browser;
let offline: BrowserContext;
/** What the pages asked the network for, and what they complained of. */
const asked: string[] = [];
const complaints: string[] = [];

const open = async (context: BrowserContext, address: string): Promise<Page> => {
  const page = await context.newPage();
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  return page;
};

const fileOf = (name: string, content: string | object): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

interface Filled {
  readonly files?: string[];
  readonly keys?: string;
  readonly kept?: string;
}

const fill = async (page: Page, { files = [], keys = '', kept: note = '' }: Filled): Promise<void> => {
  await page.locator('#files').setInputFiles(files);
  await page.locator('#keys').fill(keys);
  await page.locator('#kept').fill(note);
  await page.locator('#form button[type=submit]').click();
};

/** The five lines as they stand once the page has come to a conclusion. */
const linesOf = async (page: Page): Promise<string[]> => {
  await page.locator('#conclusion:not(:empty)').waitFor();
  return page.locator('#lines li').allInnerTexts();
};
const states = async (page: Page): Promise<(string | null)[]> => {
  await page.locator('#conclusion:not(:empty)').waitFor();
  return Promise.all((await page.locator('#lines li').all()).map((line) => line.getAttribute('class')));
};
const conclusion = (page: Page): Promise<string> => page.locator('#conclusion').innerText();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-verify-'));
  saved = pathToFileURL(fileOf('verify.html', html)).href;
  browser = await startBrowser();
  offline = await browser.newContext({ offline: true, locale: 'id-ID' });
  // Where there is no Chromium yet, it is installed first.
}, 300_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

describe('the page from a saved file, without a network', () => {
  afterAll(() => {
    expect(asked.filter((address) => !address.startsWith('file:') && !address.startsWith('data:'))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  it('finds a genuine history whole, line by line, and says what that does not show', async () => {
    const page = await open(offline, saved);
    await fill(page, {
      files: [
        fileOf('history.json', history),
        fileOf('policy.txt', log.policy),
        fileOf('consistency.json', log.consistency(12, 32)),
      ],
      kept,
    });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'holds', 'holds']);
    const lines = await linesOf(page);
    expect(lines[0]).toContain('log.example/1, kunci');
    expect(lines[1]).toContain('1 dari 1: w.example');
    expect(lines[2]).toContain('6 catatan termasuk, 5 mata rantai, 6 isi, urut 1–6');
    expect(lines[3]).toContain('peta kepala memuat versi 6');
    expect(lines[4]).toContain('log sebesar 32 dan 12 milik Anda');
    expect(await conclusion(page)).toBe(
      'SAH: tidak diubah dan tidak ada yang dihilangkan. Tidak berarti nilainya adil.',
    );
    expect(await page.locator('#limits li').count()).toBe(4);
    expect(await page.locator('#shown tr').count()).toBe(7);
    expect(await page.locator('#shown').innerText()).toContain('2 kolom tampak, 1 disamarkan atau dihapus');
    // What has been found stays, in the other language.
    await page.locator('#language').click();
    expect(await conclusion(page)).toContain('VALID: nothing was changed or left out.');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect((await linesOf(page))[3]).toContain('the map of heads has version 6');
  });

  it('stops at the first broken link of a tampered one, and says which', async () => {
    const page = await open(offline, saved);
    await fill(page, { files: [fileOf('tampered.json', tampered)], keys: log.policy, kept });
    expect(await states(page)).toEqual(['holds', 'holds', 'broken', 'waiting', 'waiting']);
    expect((await linesOf(page))[2]).toContain('version 2: not in the log at index 7');
    expect(await conclusion(page)).toContain('TIDAK SAH');
    expect(await page.locator('#shown tr').count()).toBe(0);
  });

  it('misses an event that was left out', async () => {
    const page = await open(offline, saved);
    const shortened = { ...history, events: history.events.slice(0, 5) };
    await fill(page, { files: [fileOf('shortened.json', shortened)], keys: log.policy });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'broken', 'waiting']);
    expect((await linesOf(page))[3]).toContain('version 6, which is left out');
  });

  it('does not take an unwitnessed one for a failed one', async () => {
    const page = await open(offline, saved);
    const file = fileOf('unwitnessed.json', log.history('evaluation-2', false));
    await fill(page, { files: [file], keys: log.policy });
    expect(await states(page)).toEqual(['holds', 'open', 'holds', 'holds', 'open']);
    expect((await linesOf(page))[1]).toContain('belum disaksikan: 0 dari 1');
    expect(await conclusion(page)).toContain('Belum disaksikan.');
    expect(await page.locator('#conclusion').getAttribute('class')).toBe('valid');
  });

  it('believes nothing without a key, or under another one', async () => {
    const page = await open(offline, saved);
    await fill(page, { files: [fileOf('history.json', history)] });
    expect(await states(page)).toEqual(['open', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(await conclusion(page)).toContain('BELUM DAPAT DIPASTIKAN');
    const other = new MadeUpLog('other.example/1');
    await fill(page, { files: [fileOf('history.json', history)], keys: vkeyText(other.key.verifier) });
    await page.locator('#lines .broken').waitFor();
    expect(await states(page)).toEqual(['broken', 'waiting', 'waiting', 'waiting', 'waiting']);
  });

  it.each<[string, string, string]>([
    ['of one size with another root', forked(32), 'evidence that there are two logs'],
    ['of another log', new MadeUpLog('other.example/1').checkpoint(0), 'is of another log'],
  ])('does not go on from a checkpoint %s', async (_, note, said) => {
    const page = await open(offline, saved);
    await fill(page, { files: [fileOf('history.json', history)], keys: log.policy, kept: note });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'holds', 'broken']);
    expect((await linesOf(page))[4]).toContain(said);
  });

  it('checks the receipt that a printed code points at, and no other', async () => {
    const page = await open(offline, `${saved}#${link}`);
    expect(await page.locator('#link').innerText()).toContain('peserta P-7');
    await fill(page, { files: [fileOf('receipt.json', receipt)], keys: log.policy });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'holds', 'open']);
    expect(await conclusion(page)).toContain('baris ini ada di dalam daftar resmi');
    expect(await page.locator('#shown').innerText()).toContain('7,91.25,PASSED');
    await fill(page, { files: [fileOf('other.json', log.receipt(LIST, 'P-8'))], keys: log.policy });
    await page.locator('#lines .broken').waitFor();
    expect((await linesOf(page))[2]).toContain('the receipt is not the one that the code points at');
  });

  it('checks a tlog-proof beside its leaf, in whatever order they come', async () => {
    const page = await open(offline, saved);
    const proof = fileOf('entry.tlog-proof', log.proof(3));
    await fill(page, { files: [fileOf('entry.leaf', log.leaves[3]), proof], keys: log.policy });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'open', 'open']);
    expect(await conclusion(page)).toBe('SAH: catatan ini ada di dalam log.');
    await fill(page, { files: [proof, fileOf('other.leaf', log.leaves[4])], keys: log.policy });
    await page.locator('#lines .broken').waitFor();
    expect(await conclusion(page)).toContain('TIDAK SAH');
  });

  it('says which file it does not know, and asks for one where there is none', async () => {
    const page = await open(offline, saved);
    await fill(page, {});
    await page.locator('#note', { hasText: 'Pilih berkas bukti dahulu.' }).waitFor();
    await fill(page, { files: [fileOf('holiday.txt', '<b>bold</b>')] });
    await page.locator('#note', { hasText: 'holiday.txt bukan berkas' }).waitFor();
  });
});

function forked(size: number): string {
  const other = new MadeUpLog();
  for (let i = 0; i < size; i++) other.add('elsewhere', { i });
  return other.checkpoint();
}

describe('the page where it is served', () => {
  let site: Server;
  let address: string;
  const newer = new MadeUpLog();
  newer.add(LIST, { datasetId: 'd1', version: 2, r: { 'P-7': '9,88.00,FAILED' } }, [], { reason: 'sanggah' });

  beforeAll(async () => {
    const answers: Record<string, string> = {
      [`/api/audit/v1/receipts/in/${LIST}/P-7`]: JSON.stringify(receipt),
      '/api/audit/v1/receipts/d1/P-7': JSON.stringify(newer.receipt(LIST, 'P-7')),
      '/api/audit/v1/verify/consistency?from=12&to=32': JSON.stringify(log.consistency(12, 32)),
      '/log.vkey': `${vkeyText(log.key.verifier)}\n`,
    };
    site = createServer((request, response) => {
      if (request.url === '/v')
        response.writeHead(200, {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
        });
      else if (!(request.url && request.url in answers)) response.writeHead(404);
      response.end(request.url === '/v' ? html : answers[request.url ?? '']);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/v`;
  });
  afterAll(() => {
    site.closeAllConnections();
    site.close();
  });

  it('fetches and checks the receipt of a printed code by itself, and says that the list was replaced', async () => {
    const online = await browser.newContext({ locale: 'en-GB' });
    const page = await open(online, `${address}#${link}`);
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'holds', 'open']);
    expect((await linesOf(page))[0]).toContain('the key is from the file itself');
    expect(await conclusion(page)).toContain('VALID: this row is in the published list, unchanged.');
    await page.getByText('Superseded by version 2 (reason sanggah).').waitFor();
    await online.close();
  });

  it('asks the log for what leads from the kept checkpoint, and for its key where none was given', async () => {
    const online = await browser.newContext({ locale: 'en-GB' });
    const page = await open(online, address);
    await fill(page, { files: [fileOf('history.json', history)], kept });
    expect(await states(page)).toEqual(['holds', 'open', 'holds', 'holds', 'holds']);
    expect((await linesOf(page))[0]).toContain('the key is from this site');
    expect((await linesOf(page))[4]).toContain('the log of size 32 and yours of 12 are one log');
    await online.close();
  });

  it('verifies fifty events within what a phone may take', async () => {
    const long = new MadeUpLog();
    for (let i = 0; i < 50; i++) long.add('evaluation-1', { score: `${i}.25`, result: 'ABOVE' });
    long.seal();
    const online = await browser.newContext();
    const page = await open(online, address);
    const session = await online.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await fill(page, {
      files: [fileOf('long.json', long.history('evaluation-1')), fileOf('policy.txt', long.policy)],
    });
    expect(await states(page)).toEqual(['holds', 'holds', 'holds', 'holds', 'open']);
    await online.close();
  });
});

describe('the page itself', () => {
  it('runs its own script and style alone', () => {
    expect(contentSecurityPolicy).toMatch(
      /^default-src 'none'; script-src 'sha256-\S+'; style-src 'sha256-\S+'; /,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/ (src|onclick|style)=/);
  });
});
