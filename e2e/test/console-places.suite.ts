import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { barriers, newReader, type Reader, settled, signIn, startBrowser, tabTo } from './chromium';

const OBJECT = 'evaluation-b928c04c-3ee4-576b-8e3f-6c7e2b636f40';
const RESULTS = '7de48173-219c-5bc8-b792-8cae9a353317';
const IKM_2026 = '15b73ab7-2c40-570e-9043-e900ceef0e78';
const FOR = 'keperluan=coba';

/** What people do at the console who have no account, apply, inspect, lead, or keep it running. */
export const placesJourneys = (city: { readonly url: string }): void => {
  describe('the places of the console', () => {
    let browser: Browser;
    const at = (path: string): string => `${city.url}${path}`;
    const reader = (language: 'id' | 'en'): Promise<Reader> => newReader(browser, language);
    beforeAll(async () => {
      browser = await startBrowser();
    }, 300_000);
    afterAll(() => browser.close());

    it('takes a complaint of somebody without an account, who follows it by its code alone', async () => {
      const one = await reader('id');
      const { page } = one;
      await page.goto(at('/pengaduan'));
      await page.waitForURL(/\/app\/pengaduan/);
      expect(await tabTo(one, page.getByRole('button', { name: 'Tinjau lalu kirim' }))).toBe(true);
      await page.keyboard.press('Enter');
      // What is missing is said on top, takes the focus, and leads to its field.
      const faults = page.getByRole('alert');
      await faults.getByText('Formulir belum lengkap').waitFor();
      expect(await faults.evaluate((element) => element === document.activeElement)).toBe(true);
      await faults.getByRole('link', { name: 'Ceritakan apa yang terjadi.' }).click();
      const text = page.getByLabel('Apa yang terjadi');
      expect(await text.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await barriers(one)).toEqual([]);
      await text.fill('Loket meminta biaya dua kali.');
      await page.getByLabel('Tentang apa').selectOption('FEE');
      await page.getByRole('button', { name: 'Tinjau lalu kirim' }).click();
      const review = page.getByRole('heading', { name: 'Tinjau sebelum dikirim' });
      await review.waitFor();
      expect(await barriers(one)).toEqual([]);
      await page.getByText('Loket meminta biaya dua kali.').waitFor();
      await page.getByRole('button', { name: 'Kirim pengaduan' }).click();
      await page.getByText('Kode hanya ditampilkan sekali').waitFor();
      const code = await page.locator('.code').innerText();
      expect(code).toMatch(/^[0-9A-Z-]{8,}$/);
      await page.getByRole('main').getByRole('link', { name: 'Lacak pengaduan', exact: true }).click();
      await page.getByLabel('Kode pengaduan').fill(code.toLowerCase());
      await page.getByRole('button', { name: 'Lacak', exact: true }).click();
      await page.getByText('diterima, menunggu pemeriksaan').waitFor();
      await page.getByRole('heading', { name: 'Yang terjadi, berurutan' }).waitFor();
      // In no address, and nowhere in the browser.
      expect(page.url()).not.toContain(code);
      expect(await page.evaluate(() => [Object.keys(localStorage), sessionStorage.length])).toEqual([[], 0]);
      expect(await barriers(one)).toEqual([]);
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('says the same of a wrong code as of one that was never given', async () => {
      const one = await reader('en');
      const { page } = one;
      await page.goto(at('/lacak'));
      await page.getByLabel('Code of the complaint').fill('AAAABBBBCCCC');
      await page.getByRole('button', { name: 'Track', exact: true }).click();
      await page.getByRole('alert').getByText('COMPLAINT_NOT_FOUND').waitFor();
      expect(await barriers(one)).toEqual([]);
      await page.goto(at('/ulas'));
      await page.getByRole('button', { name: 'Review, then send' }).click();
      await page.getByRole('link', { name: 'Rate the courtesy.' }).waitFor();
      await page.getByLabel('Code of the receipt').fill('AAAABBBBCCCC');
      for (const aspect of ['speed', 'accuracy', 'courtesy'])
        await page.getByRole('group', { name: aspect }).getByLabel('4 very good').check();
      await page.getByRole('button', { name: 'Review, then send' }).click();
      await page.getByRole('button', { name: 'Send the review' }).click();
      await page.getByRole('alert').getByText('CODE_UNKNOWN').waitFor();
      // What was filled in is still there.
      await page.getByRole('button', { name: 'Change it first' }).click();
      expect(await page.getByLabel('Code of the receipt').inputValue()).toBe('AAAABBBBCCCC');
    }, 120_000);

    it('leads an applicant from signing in to the proof that her result is genuine', async () => {
      const one = await reader('id');
      const { page } = one;
      await signIn(one, city.url, 'A-2', '/app/');
      await page.getByRole('heading', { level: 1, name: 'Lamaran saya' }).waitFor();
      expect(await tabTo(one, page.getByRole('link', { name: 'Perawat 2026' }))).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByText('Susunan nilai akhir 74,661').waitFor();
      await page.getByText('Nilai dikoreksi').waitFor();
      await page.getByRole('link', { name: 'daftar resmi' }).click();
      await page.getByText('sidik cocok, dihitung di peramban Anda').waitFor();
      // Numbers are drawn by lot: the list is filtered to hers.
      const number = new URL(page.url()).searchParams.get('nomor') ?? '';
      expect(number).toMatch(/^\d{10}$/);
      await page.getByRole('button', { name: `Periksa ${number}` }).click();
      await page.getByText('cocok dengan baris di dalam log').waitFor();
      await page.getByRole('img', { name: `Kode QR untuk memeriksa baris ${number}` }).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      expect(one.complaints).toEqual([]);
      await page.getByRole('link', { name: 'Periksa keaslian', exact: true }).click();
      await page.waitForURL(/\/v#/);
      await page.getByText('SAH: baris ini ada di dalam daftar resmi').waitFor();
    }, 120_000);

    it('says of a version that was replaced that it was, and keeps it', async () => {
      const one = await reader('en');
      const { page } = one;
      await page.goto(at(`/hasil/${RESULTS}?versi=1`));
      await page.getByRole('heading', { name: 'Replaced by v2' }).waitFor();
      await page.getByText('the hash agrees, computed in your browser').waitFor();
      await page.getByRole('link', { name: 'Open the newest version' }).click();
      await page.getByText('the version in force').waitFor();
    }, 120_000);

    it('lets anybody read a rule with what people said of it, and open data with its hash', async () => {
      const one = await reader('id');
      const { page } = one;
      await page.goto(at('/kebijakan'));
      await page.getByRole('link', { name: 'perf.result v2' }).click();
      const above = page.getByRole('row', { name: /\/above/ });
      await above.waitFor();
      expect(await above.innerText()).toMatch(/110[\s\S]*112/);
      await page.getByText('Mohon tidak berlaku untuk rencana yang sudah disepakati.').waitFor();
      await page.goto(at(`/data/citizen/${IKM_2026}`));
      await page.getByText('sidik cocok, dihitung di peramban Anda').waitFor();
      await page.getByRole('rowheader', { name: 'PTSP', exact: true }).waitFor();
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('is walked by keys, which can be turned off', async () => {
      const one = await reader('en');
      const { page } = one;
      await signIn(one, city.url, 'INS-1', `/app/i/objek/${OBJECT}?${FOR}`);
      await page.getByText('beginning of the history: 12 versions').waitFor();
      await page.keyboard.press('[');
      await page.getByText('It stood at version 11.').waitFor();
      await page.keyboard.press('[');
      await page.getByText('It stood at version 10.').waitFor();
      await page.keyboard.press(']');
      await page.getByText('It stood at version 11.').waitFor();
      // The slider says where it stands, and does the same by arrows.
      const slider = page.getByRole('slider', { name: 'Event that is shown' });
      expect(await slider.getAttribute('aria-valuetext')).toMatch(/^v11, /);
      await slider.focus();
      await page.keyboard.press('ArrowLeft');
      await page.getByText('It stood at version 10.').waitFor();
      await slider.blur();
      // The second row is version 11; `x` compares it with the one before it.
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await page.waitForURL(/v1=10&v2=11|v2=11.*v1=10/);
      await page.getByText('fields changed from v10 to v11').first().waitFor();
      await page.keyboard.press('?');
      const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await list.waitFor();
      expect(await barriers(one)).toEqual([]);
      await list.getByLabel('Use keyboard shortcuts').uncheck();
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.keyboard.press('?');
      expect(await list.count()).toBe(0);
      expect(page.url()).toContain(OBJECT);
      await page.getByRole('button', { name: 'Keyboard shortcuts (?)' }).click();
      await list.getByLabel('Use keyboard shortcuts').check();
      await list.getByRole('button', { name: 'Close' }).click();
      await list.waitFor({ state: 'hidden' });
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await page.getByRole('heading', { level: 1, name: 'Chain and log' }).waitFor();
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('draws the chain of causes beside its list when somebody wants to see it', async () => {
      const one = await reader('en');
      const { page } = one;
      await signIn(one, city.url, 'INS-1', `/app/i/mengapa/baru?${FOR}&objek=${OBJECT}`);
      await page
        .getByRole('link', { name: /^Open answer/ })
        .first()
        .click();
      await page.getByText('Picture of the chain').click();
      await page.getByRole('img', { name: /boxes for \d+ facts: \d+ caused/ }).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('tells an inspector how far a question looked, also where it found nothing', async () => {
      const one = await reader('id');
      const { page } = one;
      await signIn(one, city.url, 'INS-1', `/app/i/cek?${FOR}`);
      await page.getByRole('link', { name: 'Nilai yang berubah sesudah tenggat' }).click();
      await page.getByLabel('Masa').fill('2026-13');
      await page.getByRole('button', { name: 'Periksa dan catat akses' }).click();
      await page.getByRole('link', { name: /^Tulis masa seperti 2026/ }).waitFor();
      await page.getByLabel('Masa').fill('2026');
      await page.getByRole('button', { name: 'Periksa dan catat akses' }).click();
      await page.getByText(/^0 temuan: seluruh log berisi [\d.]+ catatan diperiksa/).waitFor();
      await page.getByText('akses ini tercatat sebagai').waitFor();
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('shows HR how far the year is, under the role that may see it', async () => {
      const one = await reader('id');
      const { page } = one;
      await signIn(one, city.url, 'HR-1', '/app/hr/siklus?tahun=2026');
      await page.getByRole('button', { name: 'Bertindak sebagai BKPSDM' }).click();
      await page.getByText('SKP ditutup 20').waitFor();
      await page.getByText('Menahan penutupan: 0 SKP belum disepakati, 0 keberatan terbuka.').waitFor();
      await page.getByRole('button', { name: 'Tabel' }).first().click();
      await page.getByRole('rowheader', { name: 'SKP ditutup' }).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      expect(one.complaints).toEqual([]);
    }, 120_000);

    it('leads a leader from all units to one, and an operator from health to what is behind', async () => {
      const leader = await reader('en');
      await signIn(leader, city.url, 'PPK', '/app/pimpinan/unit?tahun=2026');
      await leader.page.getByRole('link', { name: 'Seksi Imunisasi' }).click();
      await leader.page.getByRole('img', { name: /^Distribution of predicates: Sangat Baik/ }).waitFor();
      await leader.page.getByText('85.25 (B)').waitFor();
      await settled(leader);
      expect(await barriers(leader)).toEqual([]);
      const operator = await reader('en');
      await signIn(operator, city.url, 'OP-1', '/app/');
      await operator.page.getByRole('heading', { level: 1, name: 'Health' }).waitFor();
      await operator.page.getByRole('link', { name: 'performance', exact: true }).click();
      await operator.page.getByLabel(/^Show all/).check();
      await operator.page.getByRole('rowheader', { name: 'plan_list', exact: true }).waitFor();
      await operator.page.getByText('0 parked keys.').waitFor();
      await settled(operator);
      expect(await barriers(operator)).toEqual([]);
      expect([...leader.complaints, ...operator.complaints]).toEqual([]);
    }, 120_000);
  });
};
