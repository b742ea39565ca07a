import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { barriers, newReader, settled, signIn, startBrowser } from './chromium';
import type { City } from './city';
import type { PublicApi } from './public-api';
import { ACTING, sendIt } from './sending';

/** Single acts, over the city as it is told. */
export const singleActs = (city: Pick<City, 'url'>, api: PublicApi): void => {
  describe('what people do at the console', () => {
    let browser: Browser;
    beforeAll(async () => void (browser = await startBrowser()), 120_000);
    afterAll(() => browser.close());
    const at = async (person: string, path: string, language: 'id' | 'en' = 'id') => {
      const one = await newReader(browser, language);
      await signIn(one, city.url, person, path);
      return one;
    };

    it('an employee asks for her data in English, once', async () => {
      const one = await at('E-1', '/app/data-saya', 'en');
      const { page } = one;
      await page.getByRole('link', { name: 'Ask about my data' }).click();
      const copy = page.getByLabel('an objection to the use of data');
      await copy.check();
      await page.getByRole('button', { name: ACTING.en.review }).click();
      await page.getByRole('link', { name: /^Write at least 1/ }).waitFor();
      await page.getByLabel('Explanation').fill('My photograph is not needed for the staff list.');
      await sendIt(one, 'en');
      await page.getByRole('link', { name: 'My data' }).first().click();
      await page.getByRole('row', { name: /an objection to the use of data.*waits for an answer/ }).waitFor();
      await settled(one);
      expect(await barriers(one)).toEqual([]);
      await page.getByRole('link', { name: 'Ask about my data' }).click();
      await copy.check();
      await page.getByRole('button', { name: ACTING.en.review }).click();
      await page.getByRole('link', { name: 'A request of this kind waits for its answer.' }).waitFor();
      expect(one.complaints).toEqual([]);
    }, 180_000);

    it('an inspector answers a control, and cannot answer it again', async () => {
      const open = await api.all<{ readonly tripId: string; readonly control: string }>(
        '/api/audit/v1/control-trips?open=true',
        { as: 'INS-1', role: 'inspector' },
      );
      // Of files that were read without a case (C11) this inspector's own readings are asked about too: not theirs to answer.
      const asked = open.find(({ control }) => control !== 'C11');
      expect(asked).toBeDefined();
      const one = await at('INS-1', `/app/i/kendali?kendali=${asked?.control}&buka=${asked?.tripId}`);
      const { page } = one;
      await page.getByRole('link', { name: 'Jawab pertanyaan kendali' }).click();
      await page.getByRole('heading', { level: 1, name: 'Jawab pertanyaan kendali' }).waitFor();
      const address = page.url();
      const said = 'Register dibandingkan dengan daftar hadir; jumlahnya cocok.';
      await page.getByRole('textbox').fill(said);
      await sendIt(one, 'id');
      await page.goto(address);
      await page.getByText(`Pertanyaan ini sudah dijawab: ${said}`).waitFor();
      expect(one.complaints).toEqual([]);
    }, 180_000);
  });
};
