import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The command line of a process; undefined where there is none, or only what a dead one leaves until it is reaped. */
const commandOf = (pid: number): string | undefined => {
  try {
    if (process.platform === 'linux') {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return command === '' ? undefined : command;
    }
    const line = execFileSync('ps', ['-o', 'stat=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
};

/** A process of an installation, as its launcher wrote it down. */
export interface Running {
  readonly pid: number;
  readonly command: string;
}

const readRunning = (file: string): Running | undefined => {
  try {
    const { pid, command } = JSON.parse(readFileSync(file, 'utf8')) as Running;
    return { pid, command };
  } catch {
    return undefined;
  }
};

/** Whether that very process runs: its number may be somebody else's by now. */
const runs = ({ pid, command }: Running): boolean => commandOf(pid) === command;

/** The process that runs under this name in a home; undefined while none does. */
export const processNamed = (home: string, name: string): Running | undefined => {
  const found = readRunning(join(home, 'run', `${name}.json`));
  return found && runs(found) ? found : undefined;
};

const belongsTo = (home: string, pid: string): boolean => {
  try {
    // Servers work in their home, services are told of it.
    return (
      readlinkSync(`/proc/${pid}/cwd`).startsWith(home) ||
      readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home)
    );
  } catch {
    return false;
  }
};

/**
 * Every process that belongs to a home, the launcher among them. On Linux also those that nobody wrote down: the home is
 * where they work, or in their environment.
 */
export const processesOf = (home: string): Running[] => {
  const pids =
    process.platform === 'linux'
      ? readdirSync('/proc').filter((name) => /^\d+$/.test(name) && belongsTo(home, name))
      : readdirSync(join(home, 'run')).flatMap((file) => readRunning(join(home, 'run', file))?.pid ?? []);
  return pids.flatMap((found) => {
    const pid = Number(found);
    const command = commandOf(pid);
    return command === undefined || pid === process.pid ? [] : [{ pid, command }];
  });
};

/** Ends exactly this process, at once. */
export const kill = (running: Running): void => {
  if (!runs(running)) return;
  try {
    process.kill(running.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
