import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyStore } from '@jejak/event-store';
import type { Broker, IncomingMessage } from '@jejak/messaging';
import { eventually } from '@jejak/testing';
import { Client } from 'pg';

/** Every file below a folder; what goes away meanwhile is no file. */
const filesBelow = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
};

const read = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
};

/** Files of folders in which a value stands as it is, or as base64 of any kind and place. */
export const filesWith = (folders: readonly string[], values: readonly (string | Buffer)[]): string[] =>
  folders
    .flatMap((folder) => (existsSync(folder) && statSync(folder).isFile() ? [folder] : filesBelow(folder)))
    .filter((path) => holds(read(path), values));

/** Whether a value stands in the bytes, in clear or in base64. */
const holds = (bytes: Buffer, values: readonly (string | Buffer)[]): boolean =>
  values.flatMap(spellings).some((spelling) => bytes.includes(spelling));

/** As it is; and what its middle looks like in base64, at each of the three places at which it may begin. */
const spellings = (value: string | Buffer): (string | Buffer)[] => {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    return text.slice(before === 0 ? 0 : before + 1, -4);
  });
  return [bytes, ...encoded, ...encoded.map((text) => text.replaceAll('-', '+').replaceAll('_', '/'))];
};

/** The raw files of one database and of the server's write-ahead log, read through the server, in which a value stands. */
export const databaseFilesWith = async (
  url: string,
  values: readonly (string | Buffer)[],
): Promise<string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // What was deleted or overwritten is cleared from its pages, and these are written.
    await client.query('vacuum (full, analyze)');
    await client.query('checkpoint');
    const needles = values.flatMap(spellings).map((spelling) => Buffer.from(spelling));
    const { rows } = await client.query<{ path: string }>(
      `with place as (select 'base/' || oid as folder from pg_database where datname = current_database()
                      union all select 'pg_wal'),
            file as (select folder || '/' || name as path from place, pg_ls_dir(folder) name)
       select path from file, lateral pg_stat_file(path, true) s
       where s.isdir = false and exists (
         select from unnest($1::bytea[]) needle where position(needle in pg_read_binary_file(path, 0, s.size, true)) > 0)`,
      [needles],
    );
    return rows.map(({ path }) => path);
  } finally {
    await client.end();
  }
};

/** Where database server and broker keep their data and logs, where that is on this machine; else nothing. */
const homesOf = async (url: string): Promise<string[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('show data_directory');
  await client.end();
  const home = dirname(rows[0].data_directory);
  return [home, dirname(home)];
};

/** The logs of database server and broker: what a statement that failed was about may stand in them. */
export const serverLogs = async (url: string): Promise<string[]> => {
  const found = (await homesOf(url)).flatMap(filesBelow);
  // Files of that ending with a number for a name are segments of a topic.
  return [...new Set(found.filter((path) => /\.(log|out|err)$/.test(path) && !/\d{20}\.log$/.test(path)))];
};

/** Folders of topics in the broker's data, where it is on this machine beside the database; else none. */
export const segmentFolders = async (url: string, prefix: string): Promise<string[]> => {
  const found = (await homesOf(url)).flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true, recursive: true }).filter(
          (entry) => entry.isDirectory() && entry.name.startsWith(prefix),
        )
      : [],
  );
  return [...new Set(found.map((entry) => join(entry.parentPath, entry.name)))];
};

/** Every message of some topics from their beginning, as it lies in the broker. */
export const messagesOf = async (
  broker: Broker,
  group: string,
  topics: readonly string[],
  atLeast: number,
): Promise<readonly IncomingMessage[]> => {
  const messages: IncomingMessage[] = [];
  const behind = new Map<string, boolean>();
  const consumer = broker.consumer({
    ...{ group, topics: [...topics], startFrom: 'beginning' },
    onBatch: async (batch) => {
      messages.push(...batch.messages);
      const last = batch.messages.at(-1);
      if (last) batch.resolve(last.offset);
      behind.set(`${batch.topic} ${batch.partition}`, (last?.offset ?? -1n) + 1n < batch.highWatermark);
      await batch.heartbeat();
    },
  });
  await consumer.run();
  await eventually(
    'the topics are read',
    () => Promise.resolve(messages.length >= atLeast && ![...behind.values()].includes(true)),
    120_000,
  );
  await consumer.close();
  return messages;
};

/** Sealed fields as they lie somewhere. */
export interface Sealed {
  readonly subject: string;
  readonly personal: Buffer;
  readonly hash: Buffer;
}

/** Those that open under the keys that are there, with a value in what they say. */
export const opened = async (
  keys: KeyStore,
  sealed: readonly Sealed[],
  values: readonly string[],
): Promise<number> => {
  const texts = await Promise.all(
    sealed.map(({ subject, personal, hash }) => keys.open(subject, personal, hash)),
  );
  return texts.filter((text) => text !== null && values.some((value) => text.includes(value))).length;
};
