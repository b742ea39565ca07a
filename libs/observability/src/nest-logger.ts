import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger';

/**
 * Nest's own messages ("Mapped {/v1/…} route") as lines of ours. Nest hands an error on as text, with its stack as text: both
 * may quote data, so only the fact that Nest reported one is kept above level debug.
 */
export const nestLogger = (logger: Logger): LoggerService => {
  const nest = logger.child({ part: 'nest' });
  return {
    log: (message: unknown) => nest.debug({}, String(message)),
    warn: (message: unknown) => nest.warn({}, String(message)),
    error: (message: unknown) => nest.error({ err: message }, 'Nest reported an error'),
    fatal: (message: unknown) => nest.fatal({ err: message }, 'Nest reported a fatal error'),
    debug: (message: unknown) => nest.debug({}, String(message)),
    verbose: (message: unknown) => nest.trace({}, String(message)),
  };
};
