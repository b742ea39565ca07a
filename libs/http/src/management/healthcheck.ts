import { get } from 'node:http';

/**
 * The health check of a container, whose image has neither shell nor curl: `node healthcheck.js [address]`. Ends with 0 when the
 * address answers 200, else with 1. Without an address it asks this container's own service whether it is ready.
 *
 * On its own and without a library: it is started every two seconds.
 */
const LIMIT_MS = 2_000;

const address = process.argv[2] ?? `http://127.0.0.1:${process.env.JEJAK_MANAGEMENT_PORT ?? '9464'}/ready`;

const request = get(address, { timeout: LIMIT_MS }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
