import { expect } from '@jest/globals';
import { barriers, type Reader, settled, sidewaysAt } from './chromium';

/** What the buttons of every act say. */
export const ACTING = {
  id: { review: 'Tinjau lalu kirim', send: 'Kirim dan catat', shown: 'Sudah tampil di semua halaman.' },
  en: { review: 'Review, then send', send: 'Send and record', shown: 'All pages show it now.' },
};

/** From the filled form to the receipt; each page of it without barriers. */
export const sendIt = async (one: Reader, language: 'id' | 'en'): Promise<void> => {
  const { page } = one;
  const { review, send, shown } = ACTING[language];
  await settled(one);
  expect(await barriers(one)).toEqual([]);
  await page.getByRole('button', { name: review }).click();
  const sending = page.getByRole('button', { name: send });
  await sending.waitFor();
  expect(await barriers(one)).toEqual([]);
  expect([await sidewaysAt(one, 640), await sidewaysAt(one, 320)]).toEqual([0, 0]);
  await sending.click();
  await page.getByText(shown).waitFor();
  expect(await barriers(one)).toEqual([]);
};
