import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { WORKSPACE } from './city';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA, and what is good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** No page has so many things to stop at before the one that is wanted. */
const MOST_STOPS = 90;

/** Chromium as it is here, installed first where there is none. */
export const startBrowser = (): Promise<Browser> => {
  const script = join(WORKSPACE, 'scripts', 'chromium.mjs');
  const executablePath = execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
};

/** Somebody at a browser, and whatever their pages complained of or asked of others. */
export interface Reader {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: string[];
  /** Origins that pages of this one asked something of. */
  readonly asked: Set<string>;
}

export const newReader = async (
  browser: Browser,
  language: 'id' | 'en',
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Reader> => {
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const context = await browser.newContext({ locale, colorScheme, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const reader: Reader = { context, page, complaints: [], asked: new Set() };
  page.on('pageerror', (error) => reader.complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') reader.complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (page.url().includes('/app/')) reader.asked.add(new URL(request.url()).origin);
  });
  return reader;
};

/** Chooses a person at the demonstration issuer, and comes back. */
export const signIn = async ({ page }: Reader, url: string, person: string, to = '/app/'): Promise<void> => {
  await page.goto(`${url}/session/sign-in?to=${encodeURIComponent(to)}`);
  await page.locator(`button[value="${person}"]`).click();
  await page.waitForURL(/\/app\//);
};

/** Until everything that was asked is answered, and the page shows it. */
export const settled = async ({ page }: Reader): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
};

/** What a page does to people who do not see, or see little: rule and place. */
export const barriers = async ({ page }: Reader): Promise<string[]> => {
  // By the debugger, as a page may not do itself: its policy lets no script in.
  await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    interface Found {
      readonly violations: readonly {
        readonly id: string;
        readonly nodes: readonly { target: string[] }[];
      }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
    const { violations } = await axe.run({ runOnly });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  }, RULES);
};

/** How much wider than the window a page is at this width; a table in a region of its own may scroll. */
export const sidewaysAt = async ({ page }: Reader, width: number): Promise<number> => {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 600 });
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  if (before) await page.setViewportSize(before);
  return wider;
};

/** Goes there by the Tab key alone, as far as there are stops. @returns whether it got there, and the stop shows that it has the focus */
export const tabTo = async ({ page }: Reader, wanted: Locator): Promise<boolean> => {
  await wanted.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const isThere = await wanted.evaluate((element) => element === document.activeElement);
    if (isThere) return wanted.evaluate((element) => getComputedStyle(element).outlineStyle !== 'none');
  }
  return false;
};
