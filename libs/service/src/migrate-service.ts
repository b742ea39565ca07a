import type { ServiceSettings } from '@jejak/http';
import { createLogger } from '@jejak/observability';
import { buildPlatform, migratePlatform } from './platform';
import type { ServiceDefinition } from './service-definition';
import { DATABASE_LIMIT_MS, untilAnswers } from './until-answers';
import { VERSION } from './version';

/**
 * Brings the database of a service to what this release needs, and does nothing else: before its processes are exchanged. Those do it
 * at their start too, and find it done. Waits 2 min for a database that is coming up; others who migrate are waited for.
 */
export const migrateService = async (
  definition: ServiceDefinition,
  settings: ServiceSettings,
): Promise<void> => {
  const { name: service } = definition;
  const logger = createLogger({ service, version: VERSION, level: settings.logLevel });
  const platform = buildPlatform(definition, settings, logger);
  const { pool, applyingPool, broker, dataSource } = platform;
  try {
    await untilAnswers(() => pool.query('select 1'), DATABASE_LIMIT_MS, logger);
    await migratePlatform(platform);
    logger.info({ part: 'schema' }, 'The database is what this release needs');
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await broker.close();
    await applyingPool.end();
    await pool.end();
  }
};
