import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  barriers,
  newReader,
  type Reader,
  settled,
  sidewaysAt,
  signIn,
  startBrowser,
  tabTo,
} from './chromium';
import { WORKSPACE } from './city';

const EVALUATION = 'b928c04c-3ee4-576b-8e3f-6c7e2b636f40';
const OBJECT = `evaluation-${EVALUATION}`;
const VACANCY = 'a5d5e91a-1b3e-5ff7-8c09-e6c2b720fde4';
/** Stands where the address says which case an inspector reads for. */
const FOR = 'kasus=CASE';

/** Each screen, with something on it: who sees it, where, and what must be there to read in both languages. */
const SCREENS: readonly (readonly [person: string, path: string, id: string, en: string])[] = [
  ['-', '/app/', 'Konsol Jejak', 'The Jejak console'],
  ['-', '/app/lowongan?cari=Perawat', 'Perawat 2026', 'Perawat 2026'],
  ['-', `/app/lowongan/${VACANCY}`, 'Hasil resmi', 'Official results'],
  ['E-1', '/app/beranda', 'Langkah berikut', 'Next step'],
  ['E-1', '/app/kinerja?tahun=2026', 'Sangat Baik', 'Sangat Baik'],
  [
    'E-1',
    `/app/kinerja/penilaian/${EVALUATION}`,
    'Dihitung ulang sekarang: sama',
    'Computed again now: the same',
  ],
  ['E-1', '/app/pesan', 'Belum dibaca', 'Unread'],
  ['E-1', '/app/data-saya', 'Akses terhadap berkas Anda', 'Accesses to your file'],
  ['INS-1', '/app/i/cari', 'Untuk apa Anda membaca?', 'What do you read for?'],
  ['INS-1', `/app/i/cari?${FOR}&jenis=AnnualRated`, 'Dinilai atasan', 'Rated by the supervisor'],
  [
    'INS-1',
    `/app/i/objek/${OBJECT}?${FOR}&v1=5&v2=12`,
    'awal riwayat: 12 versi',
    'beginning of the history: 12',
  ],
  ['INS-1', `/app/i/mengapa/baru?${FOR}&objek=${OBJECT}`, 'Pertanyaan Anda', 'Your question'],
  ['INS-1', '/app/i/kendali', 'Mengapa penilai ini menilai', 'Why does this rater rate'],
  ['INS-1', '/app/i/kasus', 'ST-700.1.2/18/2027', 'ST-700.1.2/18/2027'],
  ['-', '/app/hasil/7de48173-219c-5bc8-b792-8cae9a353317', 'sidik cocok', 'the hash agrees'],
  ['-', '/app/pengaduan', 'Apa yang terjadi', 'What happened'],
  ['-', '/app/lacak', 'Kode pengaduan', 'Code of the complaint'],
  ['-', '/app/ulas', 'Kode tanda terima', 'Code of the receipt'],
  ['-', '/app/kebijakan', 'Konsultasi publik', 'Consultations'],
  ['-', '/app/kebijakan/perf.result', 'Pendapat dan jawabannya', 'Opinions and their answers'],
  ['-', '/app/data', 'himpunan data', 'datasets'],
  ['A-2', '/app/lamaran', 'Perawat 2026', 'Perawat 2026'],
  [
    'A-2',
    '/app/lamaran/5e921b3a-5a54-50bc-a85c-c1046c7513ab',
    'Susunan nilai akhir 74,661',
    'How the final score 74.661',
  ],
  ['INS-1', '/app/i/cek', 'Pemisahan tugas', 'Separation of duties'],
  ['INS-1', `/app/i/cek/terlambat?${FOR}&masa=2026`, '0 temuan', '0 found'],
  ['INS-1', `/app/i/log?${FOR}`, '8 sumber', '8 sources'],
  [
    'INS-1',
    `/app/i/orang/01931f00-0000-7000-8000-000000000007?${FOR}`,
    'peristiwa di halaman ini',
    'facts on this page',
  ],
  ['PPK', '/app/pimpinan/unit?tahun=2026', 'Seksi Imunisasi', 'Seksi Imunisasi'],
  ['PPK', '/app/pimpinan/putusan', 'menunggu putusan', 'wait for a decision'],
  ['P-1', '/app/panel', 'Verifikasi berkas', 'Files to verify'],
  ['P-1', `/app/panel/${VACANCY}`, 'sudah disegel', 'sealed'],
  ['OP-1', '/app/ops', 'Titik periksa log', 'Checkpoint of the log'],
  ['OP-1', '/app/ops/audit', 'kunci tertahan', 'parked keys'],
];
const PEOPLE = [...new Set(SCREENS.map(([person]) => person))];

/** What the console asks of the services, as it says itself. */
const ENDPOINTS = JSON.parse(
  readFileSync(join(WORKSPACE, 'libs', 'console', 'src', 'api', 'endpoints.json'), 'utf8'),
) as Record<string, { service: string; method: string; path: string; query?: readonly string[] }>;

interface Contract {
  readonly paths: Record<string, Record<string, { parameters?: readonly { name: string; in: string }[] }>>;
}

/** The console in a real browser, over the city as it is told: whoever signs in finds what the story says of them. */
export const consoleJourneys = (city: { readonly url: string }): void => {
  describe('the console', () => {
    let browser: Browser;
    const reader = (language: 'id' | 'en', scheme: 'light' | 'dark' = 'light'): Promise<Reader> =>
      newReader(browser, language, scheme);
    /** The story's inspection, by its own link. */
    let inspection: string;
    const at = (path: string): string => `${city.url}${path.replace('CASE', inspection)}`;
    beforeAll(async () => {
      browser = await startBrowser();
      const one = await reader('id');
      await signIn(one, city.url, 'INS-1', '/app/i/kasus');
      const link = one.page.getByRole('link', { name: 'ST-700.1.2/18/2027' });
      inspection = /kasus\/([0-9a-f-]{36})/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? '';
    }, 300_000);
    afterAll(() => browser.close());

    it('asks for nothing that the contracts of the services do not have', async () => {
      const missing: string[] = [];
      const contracts = new Map<string, Contract>();
      for (const [name, { service, method, path, query = [] }] of Object.entries(ENDPOINTS)) {
        if (!contracts.has(service))
          contracts.set(
            service,
            (await (await fetch(`${city.url}/api/${service}/docs-json`)).json()) as Contract,
          );
        const operation = contracts.get(service)?.paths[path]?.[method];
        if (!operation) missing.push(`${name}: ${method} ${path}`);
        const known = operation?.parameters?.filter((one) => one.in === 'query').map((one) => one.name);
        for (const word of query) if (!known?.includes(word)) missing.push(`${name}: ${word}`);
      }
      expect(missing).toEqual([]);
    });

    it.each([
      ['id', 'light'],
      ['en', 'dark'],
    ] as const)(
      'shows each screen in %s (%s) to everybody: without barriers, also at 200 %% and on a small phone',
      async (language, scheme) => {
        const found: Record<string, unknown> = {};
        for (const person of PEOPLE) {
          const one = await reader(language, scheme);
          if (person !== '-') await signIn(one, city.url, person);
          for (const [of, path, id, en] of SCREENS) {
            if (of !== person) continue;
            await one.page.goto(at(path));
            await one.page
              .getByText(language === 'id' ? id : en, { exact: false })
              .first()
              .waitFor();
            await settled(one);
            const faults = [
              ...(await barriers(one)),
              // 200 % of 1280 leaves 640; a small phone has 320.
              ...((await sidewaysAt(one, 640)) > 0 ? ['scrolls sideways at 200 %'] : []),
              ...((await sidewaysAt(one, 320)) > 0 ? ['scrolls sideways at 320'] : []),
            ];
            if (faults.length > 0) found[path] = faults;
          }
          const kept = await one.page.evaluate(() => [Object.keys(localStorage), sessionStorage.length]);
          expect(kept).toEqual([[], 0]);
          expect([...one.asked]).toEqual([new URL(city.url).origin]);
          expect(one.complaints).toEqual([]);
        }
        expect(found).toEqual({});
      },
      360_000,
    );

    it('leads an employee by keyboard alone from signing in to why her predicate is what it is', async () => {
      const one = await reader('id');
      const { page } = one;
      await page.goto(`${city.url}/app/`);
      expect(await tabTo(one, page.getByRole('main').getByRole('button', { name: 'Masuk' }))).toBe(true);
      await page.keyboard.press('Enter');
      await page.locator('button[value="E-1"]').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/app\/beranda/);
      await page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
      await page.getByText('Peragaan dengan orang dan data rekaan. Hari di sini:').waitFor();
      expect(await tabTo(one, page.getByRole('link', { name: 'Kinerja saya', exact: true }))).toBe(true);
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { level: 1, name: 'Kinerja saya' });
      await heading.waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await tabTo(one, page.getByLabel('Tahun'))).toBe(true);
      await page.getByLabel('Tahun').selectOption('2026');
      const why = page.getByRole('link', { name: /^Mengapa\?/ }).first();
      await page.getByText('komposit 110,2149').waitFor();
      expect(await tabTo(one, why)).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByText('Register asli membuktikan enam puluh anak').first().waitFor();
      await page.getByText('Dihitung ulang sekarang: sama').waitFor();
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('leads an inspector in English from a question to what differs, and says that it is recorded', async () => {
      const one = await reader('en');
      const { page } = one;
      await signIn(one, city.url, 'INS-1', `/app/i/objek/${OBJECT}`);
      // Nothing is shown before it is known what for.
      await page.getByRole('heading', { name: 'What do you read for?' }).waitFor();
      expect(await page.getByText('Finalised').count()).toBe(0);
      await page.getByRole('button', { name: 'ST-700.1.2/18/2027' }).click();
      await page.getByText('each read here is recorded').waitFor();
      await page.getByText('beginning of the history: 12 versions, 0 gaps').waitFor();
      await page.getByLabel('Known on').fill('2027-01-23');
      await page.getByText('It stood at version 8.').waitFor();
      await page.getByLabel('Version before').selectOption('5');
      await page.getByLabel('Version after').selectOption('12');
      const composite = page.getByRole('row', { name: /\/composite/ });
      await composite.waitFor();
      expect(await composite.innerText()).toMatch(/108\.8149[\s\S]*110\.2149[\s\S]*v12/);
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByText('12 facts checked: intact').waitFor();
      await page.getByText('this access is recorded as').first().waitFor();
      // The address holds all of it.
      const again = await one.context.newPage();
      await again.goto(page.url());
      await again.getByText('It stood at version 8.').waitFor();
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('says which role is missing, and lets one take another of the own', async () => {
      const one = await reader('id');
      const { page } = one;
      await signIn(one, city.url, 'SUP-1', '/app/tim?tahun=2026');
      await page.getByText('Halaman ini untuk peran: Atasan.').waitFor();
      await page.getByRole('button', { name: 'Bertindak sebagai Atasan' }).click();
      await page.getByRole('table', { name: /yang menunggu Anda di atas/ }).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      await page.goto(`${city.url}/app/i/cari`);
      await page.getByText('Peran diberikan oleh BKPSDM.').waitFor();
    }, 120_000);

    it('says what is not there, what was looked through in vain, and that nothing answers', async () => {
      const one = await reader('en');
      const { page } = one;
      await signIn(one, city.url, 'INS-1');
      await page.goto(at(`/app/i/cari?${FOR}&kebijakan=perf.result@99`));
      await page.getByText(/^0 of [\d,]+ entries match: the whole log was looked through/).waitFor();
      await page.goto(`${city.url}/app/i/kasus/00000000-0000-4000-8000-000000000000`);
      await page.getByText('It does not exist, or it is not for you.').waitFor();
      await page.goto(`${city.url}/app/elsewhere`);
      await page.getByRole('heading', { name: 'No such page' }).waitFor();
      await page.goto(`${city.url}/app/i/kasus`);
      await page.getByRole('link', { name: 'ST-700.1.2/18/2027' }).waitFor();
      await page.getByRole('link', { name: 'Standing controls' }).hover();
      await settled(one);
      await one.context.setOffline(true);
      await page.getByRole('link', { name: 'Standing controls' }).click();
      await page.getByRole('heading', { name: 'No answer' }).first().waitFor();
      expect(await barriers(one)).toEqual([]);
      // It comes back by itself.
      await one.context.setOffline(false);
      await page.getByText('Why does this rater rate').waitFor();
    }, 120_000);

    it('shows nothing of somebody who has signed out, and lets another sign in after them', async () => {
      const one = await reader('id');
      const { page } = one;
      await signIn(one, city.url, 'E-1', '/app/pesan');
      await page.getByRole('button', { name: 'Keluar' }).click();
      await page.getByRole('heading', { name: 'Konsol Jejak' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Konsol Jejak' }).waitFor();
      expect(await page.getByText('Pegawai E-1').count()).toBe(0);
      await signIn(one, city.url, 'SUP-2');
      await page.getByText('Pegawai SUP-2').waitFor();
    }, 120_000);
  });
};
