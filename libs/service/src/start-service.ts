import { ServiceSettings, settingsOrExit } from '@jejak/http';
import { migrateService } from './migrate-service';
import { runProcess } from './run-process';
import { bootService } from './running-service';
import type { ServiceDefinition } from './service-definition';

const MIGRATE = 'migrate';
/** EX_USAGE of sysexits. */
const EXIT_USAGE = 64;

/**
 * The `main` of every service with a store of its own. With the argument `migrate` it brings the service's database to what this release
 * needs, and ends: 0 when that is done, 1 when it failed, 78 with a wrong configuration.
 */
export const startService = (definition: ServiceDefinition): void => {
  const { name, settings = ServiceSettings } = definition;
  const [, , ...args] = process.argv;
  if (args.length === 0) {
    runProcess(name, settings, (read) => bootService(definition, read));
    return;
  }
  if (args.join(' ') !== MIGRATE) {
    process.stderr.write(`${name} takes no argument, or ${MIGRATE}\n`);
    process.exit(EXIT_USAGE);
  }
  migrateService(definition, settingsOrExit(settings)).then(
    () => process.exit(0),
    (error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${name} could not migrate: ${reason}\n`);
      process.exit(1);
    },
  );
};
