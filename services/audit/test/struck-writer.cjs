// The writer of the log in a process of its own, which ends itself by SIGKILL when it comes to a point, as if at random. It is the built code
// with its real database and folder; only the broker is a list of messages in a file.
const fsp = require('node:fs/promises');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const pg = require('pg');
const { fileKeyStore } = require('@jejak/event-store');
const { signingKey } = require('@jejak/ledger');

const { databaseUrl, keys, folder, spool, origin, seed, topic, source, point, passes } = JSON.parse(
  process.argv[2],
);

/** Only once entries are on their way: a process that never gets anywhere proves nothing. */
let entered = 0;
const strike = () => process.kill(process.pid, 'SIGKILL');
const comesTo = (here) => {
  if (here === point && entered > passes) strike();
};

/** Of a process that takes up what another one left, before anything is on its way. */
const comesFirstTo = (here) => {
  if (here === point && entered === 0) strike();
};

const { query } = pg.Client.prototype;
pg.Client.prototype.query = async function (text, ...rest) {
  if (text.startsWith?.('UPDATE ledger.log_head SET size')) comesTo('signed');
  const result = await query.call(this, text, ...rest);
  if (text.startsWith?.('UPDATE ledger.log_head SET epoch')) comesFirstTo('fenced');
  if (text.startsWith?.('INSERT INTO ledger.log_entry')) {
    entered++;
    comesTo('entered');
  }
  if (text.startsWith?.('UPDATE ledger.log_head SET size')) comesTo('moved');
  if (text.includes?.('update es.outbox o set pos')) comesTo('numbered');
  if (text.startsWith?.('INSERT INTO ledger.heads_leaf')) comesTo('kept');
  if (text === 'COMMIT') comesTo('committed');
  return result;
};
const { rename } = fsp;
fsp.rename = async (from, to) => {
  if (to.endsWith('/checkpoint')) comesFirstTo('caught up');
  if (to.includes('/tile/')) {
    comesFirstTo('catching up');
    comesTo('tile');
  }
  if (to.endsWith('/checkpoint')) comesTo('checkpoint');
  await rename(from, to);
  if (to.endsWith('/checkpoint')) comesTo('published');
};

const messages = JSON.parse(readFileSync(spool, 'utf8')).map(({ key, value, headers }, i) => ({
  ...{ topic, partition: 0, offset: BigInt(i), key, headers },
  value: Buffer.from(value),
}));

const broker = {
  ensureTopics: async () => undefined,
  close: async () => undefined,
  consumer: ({ startAt, onBatch }) => {
    // Of the log's own service nothing comes: what it records is found in its store.
    let closed = false;
    return {
      run: async () => {
        let next = Number(await startAt(topic, 0));
        const deliver = async () => {
          const batch = messages.slice(next, next + 7);
          if (closed || batch.length === 0) return;
          const resolve = (offset) => (next = Number(offset) + 1);
          const rest = { highWatermark: BigInt(messages.length), isCurrent: () => !closed, resolve };
          await onBatch({ topic, partition: 0, messages: batch, ...rest });
          setTimeout(() => void deliver(), 2);
        };
        void deliver();
      },
      close: async () => void (closed = true),
      pause: () => undefined,
      resume: () => undefined,
      state: () => 'running',
    };
  },
};

const { Intake } = require(join(__dirname, '..', 'dist', 'intake', 'intake.js'));
const { HeadsSeal } = require(join(__dirname, '..', 'dist', 'heads', 'heads-seal.js'));
const clock = { now: () => new Date().toISOString() };
const keyStore = fileKeyStore({ folder: keys, kek: Buffer.alloc(32, 1) });
new Intake({
  ...{ databaseUrl, broker, folder, sources: [source, 'audit'], publishEveryMs: 1, retryMs: 20 },
  ...{
    seal: new HeadsSeal({ clock, keys: keyStore, topic: 'jejak.audit.events.v1' }),
    headsEveryEntries: 40,
  },
  ...{ gapAlarmMs: 3_600_000, silenceAlarmMs: 3_600_000 },
  key: signingKey(origin, 'note', Buffer.from(seed, 'hex')),
})
  .start()
  .catch((error) => {
    console.error(error.message);
    process.exit(3);
  });
