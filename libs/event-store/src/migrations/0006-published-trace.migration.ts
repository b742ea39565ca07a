import type { Migration } from './migration';

/**
 * The trace that an event came from outlives its outbox row too: a feed serves it long after, and without a broker the feed is
 * the only way it travels.
 */
export const publishedTrace: Migration = {
  version: 6,
  name: 'published-trace',
  sql: `alter table es.published add column traceparent text;`,
};
