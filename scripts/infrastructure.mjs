/**
 * Keeps PostgreSQL and Kafka for tests running, for whoever runs jest often: set the two variables it prints, and every run
 * uses these servers instead of starting its own. Ctrl-C stops them; their data is thrown away.
 */
import { once } from 'node:events';
import { startTestInfrastructure, stopTestInfrastructure } from '../libs/testing/infrastructure.mjs';

const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
await startTestInfrastructure();
for (const name of ['JEJAK_TEST_POSTGRES_URL', 'JEJAK_TEST_KAFKA_BROKERS'])
  console.log(`export ${name}='${process.env[name]}'`);
// The servers' pipes do not keep this process alive.
const alive = setInterval(() => undefined, 1 << 30);
await told;
clearInterval(alive);
await stopTestInfrastructure();
