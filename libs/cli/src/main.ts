import { program } from './program';
import { CommandFailed, EXIT } from './exit';

program()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    if (!(error instanceof CommandFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = EXIT.refused;
  });
