import { runCommand } from '../run-command';

/** The account the server runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres`, made when missing. Anyone else runs it as
 * themselves: then the answer is `undefined`.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const account = (await lookUp()) ?? (await create());
  if (!account)
    throw new Error(
      `PostgreSQL does not run as root, and the account "${NAME}" could not be made. Run as an ordinary user, or create it.`,
    );
  return account;
}

async function create(): Promise<Account | undefined> {
  const nowhere = '/nonexistent';
  const attempts: [string, string[]][] = [
    [
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--home-dir', nowhere, '--shell', '/bin/false', NAME],
    ],
    ['adduser', ['-S', '-D', '-H', '-h', nowhere, '-s', '/bin/false', NAME]],
  ];
  for (const [command, args] of attempts) {
    await runCommand(command, args);
    const account = await lookUp();
    if (account) return account;
  }
  return undefined;
}

async function lookUp(): Promise<Account | undefined> {
  const [user, group] = await Promise.all([runCommand('id', ['-u', NAME]), runCommand('id', ['-g', NAME])]);
  if (user.code !== 0 || group.code !== 0) return undefined;
  return { uid: Number(user.output.trim()), gid: Number(group.output.trim()) };
}
