import type { AddressInfo } from 'node:net';
import { createHttpApplication, LoopWatch, Readiness, startManagement } from '@jejak/http';
import { createLogger, describeProcess, startTracing } from '@jejak/observability';
import { shutDown, type Stoppable, VERSION } from '@jejak/service';
import { serveDocs } from './docs-page';
import { serveConsole } from './console/console-pages';
import { GatewayModule } from './gateway.module';
import './gateway.problems';
import type { GatewaySettings } from './gateway.settings';
import { LiveStreams } from './live/live-streams';
import { proxyTo, publicLog } from './proxy';
import { readinessOf } from './readiness';
import { openSessions } from './session/open-sessions';

const NAME = 'gateway';

/** A gateway that answers. */
export interface RunningGateway extends Stoppable {
  readonly url: string;
  readonly managementUrl: string;
}

/**
 * Boots the front door. It is ready as soon as any service can be reached: what the others cannot do, they say themselves.
 * @param now milliseconds; by it sessions end
 */
export const bootGateway = async (
  settings: GatewaySettings,
  now: () => number = Date.now,
): Promise<RunningGateway> => {
  const { otlpEndpoint, logLevel, host, port, managementPort, corsOrigins } = settings;
  const tracing = startTracing({
    service: NAME,
    version: VERSION,
    ...(otlpEndpoint ? { otlpEndpoint } : {}),
  });
  describeProcess({ service: NAME, version: VERSION });
  const logger = createLogger({ service: NAME, version: VERSION, level: logLevel });
  const upstreams = settings.services();
  const readiness = new Readiness(async () => {
    const { services } = await readinessOf(upstreams);
    const states = Object.values(services);
    if (states.length > 0 && states.every((state) => state === 'unreachable'))
      throw new Error('no service answers');
  });
  let waitingFor: readonly string[] = ['port'];
  const management = await startManagement({
    ...{ service: NAME, host, port: managementPort, settings, readiness, loops: new LoopWatch() },
    starting: () => waitingFor,
    parts: () => [],
  });
  const sessions = await openSessions(settings, now);
  const streams = sessions && new LiveStreams(sessions, upstreams.requests);
  const live = sessions && streams && { sessions, streams };
  const app = await createHttpApplication(GatewayModule.of(settings, logger, live), {
    ...{ service: NAME, version: VERSION, logger, corsOrigins, trustTraceparent: false },
  });
  const failed = (upstream: string, err: Error): void =>
    logger.warn({ part: upstream, err }, 'A service did not answer');
  if (sessions) {
    app.use('/api', sessions.bearing);
    serveConsole(app);
  }
  for (const [service, target] of upstreams.requests)
    app.use(`/api/${service}`, proxyTo(service, target, failed));
  const log = upstreams.requests.get('audit');
  if (log) app.use(publicLog(log, failed));
  serveDocs(app, [...upstreams.requests.keys()].sort());
  await readiness.start();
  await app.listen(port, host);
  waitingFor = [];
  const { port: listening } = app.getHttpServer().address() as AddressInfo;
  logger.info({ part: 'http' }, 'The gateway is ready');
  return {
    url: `http://${host}:${listening}`,
    managementUrl: `http://${host}:${management.port}`,
    stop: () => {
      readiness.drain();
      readiness.stop();
      // Nothing else ends them, and nothing is lost: browsers come back where they were.
      streams?.closeAll();
      const steps = [
        { name: 'http', limitMs: 20_000, run: () => app.close() },
        { name: 'sessions', limitMs: 5_000, run: async () => sessions?.parts.store.close() },
        { name: 'telemetry', limitMs: 3_000, run: () => tracing.stop() },
        { name: 'probes', limitMs: 1_000, run: () => management.stop() },
      ];
      return shutDown(steps, logger);
    },
  };
};
