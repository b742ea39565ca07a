import { MAX_PAGE, type Page } from '@jejak/http';
import type { Request } from 'express';

/** Express reads a query anew whenever it is asked for; from here on it is this one. */
const askFor = (request: Request, query: Readonly<Record<string, unknown>>): void => {
  Object.defineProperty(request, 'query', { value: query, configurable: true, enumerable: true });
};

/** The request of the list as if `format` had never been in it: the list's own class of its query knows no such member. */
export const withoutFormat = (request: Request): void => {
  const { format: _, ...query } = request.query;
  askFor(request, query);
};

/**
 * All rows of a list, a page at a time, each asked of the list itself: what a reader may see, and what is recorded of the read, is
 * decided there and nowhere else. A page is read when the one before has been taken.
 * @param page answers the request as it stands
 */
export async function* wholeList<Row>(
  request: Request,
  page: () => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  const { query } = request;
  let cursor: string | null = null;
  do {
    askFor(request, { ...query, limit: String(MAX_PAGE), ...(cursor === null ? {} : { cursor }) });
    const { items, next } = await page();
    yield items;
    cursor = next;
  } while (cursor !== null);
}
