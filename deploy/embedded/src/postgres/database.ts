import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** A database with one owner, who can reach no other. */
export interface OwnedDatabase {
  readonly name: string;
  readonly owner: string;
  readonly password: string;
}

/** Makes the role and the database where they are missing, and sets the password, which may have been chosen anew. */
export async function ensureDatabase(
  superuserUrl: string,
  { name, owner, password }: OwnedDatabase,
): Promise<string> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = await client.query('select 1 from pg_roles where rolname = $1', [owner]);
    const verb = role.rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role ${escapeIdentifier(owner)} login password ${escapeLiteral(password)}`);
    const database = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (database.rowCount === 0)
      await client.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}`);
    await client.query(`revoke connect on database ${escapeIdentifier(name)} from public`);
  } finally {
    await client.end();
  }
  const url = new URL(superuserUrl);
  url.username = owner;
  url.password = password;
  url.pathname = `/${name}`;
  return url.href;
}
