import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { barriers, newReader, settled, signIn, startBrowser, tabTo } from './chromium';
import { City } from './city';
import { PublicApi } from './public-api';
import { ACTING, sendIt } from './sending';

const LIMIT_MS = 900_000;
/** The recommendation is there, and nobody has rated yet. */
const UNTIL = '2027-01-11';
const EVALUATION = 'b928c04c-3ee4-576b-8e3f-6c7e2b636f40';
const API = `/api/performance/v1/evaluations/${EVALUATION}`;
const FILE = `/app/kinerja/penilaian/${EVALUATION}`;

interface EvaluationFile {
  readonly version: number;
  readonly status: string;
  readonly predicate: string | null;
  readonly agreed: boolean | null;
}

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

/** From the rating to the decided objection, as its people do it at the console. */
export const actsOfAnEvaluation = (): void =>
  describe('an evaluation, from the rating to the decision on an objection, at the console', () => {
    const city = new City({ JEJAK_DEMO_UNTIL: UNTIL });
    const api = new PublicApi(city);
    let browser: Browser;
    beforeAll(async () => {
      await city.start();
      browser = await startBrowser();
    }, LIMIT_MS);
    afterAll(async () => {
      await browser.close();
      await city.end();
    }, LIMIT_MS);

    const fileOf = (as: string, role: string): Promise<EvaluationFile> =>
      api.get<EvaluationFile>(API, { as, role });
    const at = async (person: string, role: string | null, path: string, language: 'id' | 'en' = 'id') => {
      const one = await newReader(browser, language);
      await signIn(one, city.url, person, path);
      const other = one.page.getByRole('button', { name: /^(Bertindak sebagai|Act as) / });
      if (role !== null) await other.click();
      return one;
    };

    it('is rated by the supervisor: nothing is chosen for them, and a deviation needs its reason', async () => {
      const one = await at('SUP-1', 'supervisor', `/app/tim/penilaian/${EVALUATION}`);
      const { page } = one;
      await page.getByRole('heading', { level: 1, name: 'Nilai tahunan' }).waitFor();
      expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
      await page.getByRole('button', { name: ACTING.id.review }).click();
      await page.getByRole('link', { name: 'Pilih nilai hasil kerja.' }).click();
      expect(await focused(page)).toBe('resultRating');
      const [result, behaviour] = ['Hasil kerja', 'Perilaku kerja'].map((name) =>
        page.getByRole('group', { name, exact: true }),
      );
      await result.getByLabel('di atas harapan').check();
      await page.getByText('Berbeda dari rekomendasi:').waitFor();
      await result.getByLabel('sesuai harapan').check();
      await behaviour.getByLabel('di atas harapan').check();
      await sendIt(one, 'id');
      expect(await fileOf('SUP-1', 'supervisor')).toMatchObject({ status: 'RATED', predicate: 'BAIK' });
      expect(one.complaints).toEqual([]);
    }, 180_000);

    it('is answered by the employee with the keyboard alone, also after the page was loaded again', async () => {
      await api.command(`${API}/deliver`, { as: 'SUP-1', role: 'supervisor', key: 'delivered', body: {} });
      await eventually(
        'it is delivered',
        async () => (await fileOf('E-1', 'employee')).status === 'DELIVERED',
        60_000,
      );
      const one = await at('E-1', null, `${FILE}/tanggapan`);
      const { page } = one;
      const no = page.getByLabel('Saya tidak menerima penilaian ini');
      expect(await tabTo(one, page.getByLabel('Saya menerima penilaian ini'))).toBe(true);
      await page.keyboard.press('ArrowDown');
      expect(await no.isChecked()).toBe(true);
      expect(await tabTo(one, page.getByLabel('Catatan Anda'))).toBe(true);
      await page.keyboard.type('Enam puluh anak bulan Desember tidak dihitung.');
      expect(await tabTo(one, page.getByRole('button', { name: ACTING.id.review }))).toBe(true);
      await page.keyboard.press('Enter');
      const heading = page.getByRole('heading', { level: 1, name: 'Tinjau: Tanggapi penilaian' });
      await heading.waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
      // What is reviewed outlives the page: under the same key, and read by nobody else.
      await page.reload();
      await heading.waitFor();
      await page.getByText('Enam puluh anak bulan Desember tidak dihitung.').waitFor();
      expect(await page.evaluate(() => [Object.keys(localStorage), sessionStorage.length])).toEqual([[], 0]);
      expect(await tabTo(one, page.getByRole('button', { name: ACTING.id.send }))).toBe(true);
      await page.keyboard.press('Enter');
      await page.getByText(ACTING.id.shown).waitFor();
      expect(await fileOf('E-1', 'employee')).toMatchObject({ status: 'ACKNOWLEDGED', agreed: false });
      expect(one.complaints).toEqual([]);
    }, 180_000);

    it('is objected to in English, with evidence, once', async () => {
      const one = await at('E-1', null, `${FILE}/keberatan`, 'en');
      const { page } = one;
      await page.getByRole('group', { name: 'Grounds' }).getByLabel('amounts that were counted').check();
      await page.getByLabel(/^I-1: 60, .*rejected/).check();
      await page.getByLabel('Reason for the objection').fill('Too short');
      await page.getByLabel('Evidence files').setInputFiles({
        ...{ name: 'register.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 register') },
      });
      await page.getByText('register.pdf').waitFor();
      await page.getByRole('button', { name: ACTING.en.review }).click();
      await page.getByRole('link', { name: /^Write at least 20 characters/ }).click();
      expect(await focused(page)).toBe('reason');
      await page
        .getByLabel('Reason for the objection')
        .fill('The original register of December is enclosed.');
      await sendIt(one, 'en');
      expect(await fileOf('E-1', 'employee')).toMatchObject({ status: 'UNDER_OBJECTION', predicate: 'BAIK' });
      // The same again is over, and says so.
      await page.goto(`${city.url}${FILE}`);
      await page.getByText(/An objection is filed once, and its window ends on/).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      expect(one.complaints).toEqual([]);
    }, 180_000);

    it('is decided by the superior after both were heard, by whoever was overtaken and goes on', async () => {
      // Whom it is about looks on.
      const concerned = await at('E-1', null, FILE);
      await concerned.page.getByText('dalam keberatan', { exact: true }).first().waitFor();
      const one = await at('SUP-2', 'supervisor', `/app/keberatan/${EVALUATION}`);
      const { page } = one;
      await page.getByRole('group', { name: 'Putusan' }).getByLabel('dikabulkan', { exact: true }).check();
      await page.getByLabel(/^Jumlah yang benar untuk I-1: 60/).fill('60');
      const reason = 'Register asli membuktikan enam puluh anak telah diimunisasi.';
      await page.getByLabel('Alasan putusan').fill(reason);
      await page.getByRole('button', { name: ACTING.id.review }).click();
      await page.getByRole('button', { name: ACTING.id.send }).click();
      // Nobody was heard yet: what was written stays, with what to do.
      await page.getByText('BOTH_SIDES_REQUIRED').waitFor();
      await page.getByText('Yang Anda tulis tetap ada di sini.').waitFor();
      await page.getByRole('button', { name: 'Salin teks saya' }).waitFor();
      expect(await barriers(one)).toEqual([]);
      const hearing = await at('SUP-2', 'supervisor', `/app/keberatan/${EVALUATION}/sidang`);
      await hearing.page.getByLabel('Keterangan penilai').fill('Register tidak terbaca.');
      await hearing.page.getByLabel('Keterangan pegawai').fill('Register asli ada.');
      await sendIt(hearing, 'id');
      // Decided on what stood before the hearing.
      await page.getByRole('button', { name: ACTING.id.send }).click();
      await page.getByRole('heading', { level: 1, name: 'Sudah berubah: Putuskan keberatan' }).waitFor();
      expect(await page.getByRole('row', { name: /^Pegawai \(berubah\)/ }).innerText()).toMatch(
        /belum didengar[\s\S]*sudah didengar/,
      );
      expect(await barriers(one)).toEqual([]);
      await page.getByRole('button', { name: /^Teruskan di atas v/ }).click();
      expect(await page.getByLabel('Alasan putusan').inputValue()).toBe(reason);
      await sendIt(one, 'id');
      expect(await fileOf('E-1', 'employee')).toMatchObject({ status: 'FINAL', predicate: 'SANGAT_BAIK' });
      // The page says so by itself.
      await concerned.page.getByText('Sangat Baik').first().waitFor();
      expect(concerned.complaints).toEqual([]);
    }, 240_000);
  });
