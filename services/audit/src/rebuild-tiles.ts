import { readSettings } from '@jejak/http';
import { Client } from 'pg';
import { AuditSettings } from './audit.settings';
import { LogFiles } from './log/log-files';
import { rebuildTiles } from './log/rebuild-tiles';

/** `node services/audit/dist/rebuild-tiles.js`, in the environment of the service and while it is stopped: every file of the log, anew. */
const run = async (): Promise<void> => {
  const settings = readSettings(AuditSettings, process.env);
  const client = new Client({
    connectionString: settings.databaseUrl,
    application_name: 'jejak-rebuild-tiles',
  });
  await client.connect();
  try {
    const head = await client.query<{ note: Buffer | null }>('SELECT note FROM ledger.log_head');
    const note = head.rows.at(0)?.note;
    if (!note) throw new Error('the log has not been signed yet: start the service');
    const size = await rebuildTiles(
      new LogFiles(settings.ledgerFolder),
      note.toString('utf8'),
      settings.logKey(),
      async (from, to) => {
        const { rows } = await client.query<{ leaf: Buffer; hash: Buffer }>(
          'SELECT leaf, hash FROM ledger.log_entry WHERE idx >= $1 AND idx < $2 ORDER BY idx',
          [from, to],
        );
        return rows;
      },
    );
    process.stdout.write(
      `${size} entries: every tile and bundle is made again in ${settings.ledgerFolder}\n`,
    );
  } finally {
    await client.end();
  }
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
