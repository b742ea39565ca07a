import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { barriers, newReader, signIn, startBrowser } from './chromium';
import type { City } from './city';
import { ACTING, sendIt } from './sending';

/** In the middle of a year that is agreed: what was reached is reported. */
export const progressReported = (city: Pick<City, 'url'>): void => {
  describe('progress, reported at the console', () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await startBrowser()), 120_000);
    afterAll(() => browser.close());
    const at = async (path: string) => {
      const one = await newReader(browser, 'id');
      await signIn(one, city.url, 'E-1', path);
      return one;
    };

    it('is shown what is wrong first, is recorded, and is seen at once elsewhere', async () => {
      const watching = await at('/app/kinerja?tahun=2026');
      await watching.page.getByRole('link', { name: 'Laporkan realisasi' }).waitFor();
      const one = await at('/app/kinerja/lapor/2026');
      const { page } = one;
      await page.getByRole('button', { name: ACTING.id.review }).click();
      await page.getByRole('heading', { name: '4 hal perlu diperbaiki' }).waitFor();
      expect(await barriers(one)).toEqual([]);
      await page
        .getByRole('group', { name: 'Indikator' })
        .getByLabel(/\(I-1;/)
        .check();
      await page.getByLabel(/^Jumlah/).fill('17,5');
      await page.getByLabel('Dari tanggal').fill('2026-12-29');
      await page.getByLabel('Sampai tanggal').fill('2026-12-29');
      // What only the service knows is told at its field, and nothing that was entered is lost.
      await page.getByRole('button', { name: ACTING.id.review }).click();
      await page.getByRole('button', { name: ACTING.id.send }).click();
      await page.locator('a[href="#to"]').click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('to');
      expect(await page.getByLabel(/^Jumlah/).inputValue()).toBe('17,5');
      for (const end of ['Dari tanggal', 'Sampai tanggal']) await page.getByLabel(end).fill('2026-05-02');
      await page.getByLabel('Berkas bukti').setInputFiles({
        ...{ name: 'register.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 register') },
      });
      await page.getByText('register.pdf').waitFor();
      await sendIt(one, 'id');
      // Nobody has verified it: it is shown, and does not count.
      await watching.page.getByText('17,5').first().waitFor({ state: 'attached' });
      // The browser itself tells of the refusal.
      expect(one.complaints).toEqual([expect.stringContaining('422')]);
      expect(watching.complaints).toEqual([]);
    }, 180_000);
  });
};
