import type { AddressInfo } from 'node:net';
import { proveKeyStore } from '@jejak/event-store';
import {
  createHttpApplication,
  type FirstAnswers,
  HttpModule,
  LoopWatch,
  type PartHealth,
  Readiness,
  type ServiceSettings,
  startManagement,
} from '@jejak/http';
import { connectReactions, EventTransport, topicOf } from '@jejak/messaging';
import { createLogger, describeProcess, type Logger, startTracing } from '@jejak/observability';
import { TimerRunner } from '@jejak/projections';
import { type DynamicModule, Module, RequestMethod, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { feedController } from './feed/feed.http';
import { listenForFeedReaders } from './feed/feed-listener';
import { ErasureModule } from './erasure/erasure.module';
import { buildPlatform, migratePlatform, type Platform } from './platform';
import { Operations } from './operator/operations';
import { OperatorModule } from './operator/operator.module';
import { PlatformModule } from './platform.module';
import { reactedTo } from './reacted-to';
import type { ServiceDefinition } from './service-definition';
import { shutDown, type ShutdownStep } from './shutdown';
import { DATABASE_LIMIT_MS, untilAnswers } from './until-answers';
import { VERSION } from './version';

/** A service that answers. */
export interface RunningService {
  /** Base address of its API. */
  readonly url: string;
  readonly managementUrl: string;
  /** Base address of its feed alone, where the settings ask for a port of its own. */
  readonly feedUrl?: string;
  readonly platform: Platform;
  readonly app: NestExpressApplication;
  /** Stops in the right order. @returns whether everything ended in time */
  stop(): Promise<boolean>;
}

@Module({})
class RootModule {
  static of(
    definition: ServiceDefinition,
    platform: readonly DynamicModule[],
    answers: FirstAnswers,
    settings: ServiceSettings,
    logger: Logger,
  ): DynamicModule {
    const { issuer } = settings;
    const http = HttpModule.register({ service: definition.name, issuer, logger, answers });
    return {
      module: RootModule,
      imports: [http, ...platform, definition.module],
      controllers: [feedController(definition.name)],
    };
  }
}

/**
 * Boots a service: telemetry, probes, database, HTTP, then everything that runs by itself. Resolves when it answers and is
 * ready. Consumers and relay are not waited for: commands go on without a broker (operations.md section 1).
 */
export const bootService = async (
  definition: ServiceDefinition,
  settings: ServiceSettings,
): Promise<RunningService> => {
  const { name, timers, erasure } = definition;
  const reactsTo = reactedTo(definition);
  const tracing = startTracing({
    service: name,
    version: VERSION,
    ...(settings.otlpEndpoint ? { otlpEndpoint: settings.otlpEndpoint } : {}),
  });
  describeProcess({ service: name, version: VERSION });
  const logger = createLogger({ service: name, version: VERSION, level: settings.logLevel });
  const platform = buildPlatform(definition, settings, logger);
  const { pool, applyingPool, projections, relay, feed, broker, gapFiller, dataSource, clock } = platform;

  const readiness = new Readiness(() => pool.query('select 1'));
  const loops = new LoopWatch();
  let waitingFor: readonly string[] = ['database'];
  let transport: EventTransport | undefined;
  let ownParts: () => readonly PartHealth[] = () => [];
  const management = await startManagement({
    service: name,
    host: settings.host,
    port: settings.managementPort,
    settings,
    readiness,
    loops,
    starting: () => waitingFor,
    parts: async () => [...(await partsOf(platform, transport)), ...ownParts()],
  });

  await untilAnswers(() => pool.query('select 1'), DATABASE_LIMIT_MS, logger);
  waitingFor = ['schema'];
  await migratePlatform(platform);
  await readiness.start();
  waitingFor = ['keys'];
  await proveKeyStore(pool, platform.keys);
  waitingFor = ['port'];

  const operations = new Operations({
    ...{ service: name, pool, projections, relay },
    topic: topicOf(name, settings.topicPrefix),
    transport: () => transport,
  });
  const root: Type<unknown> | DynamicModule = RootModule.of(
    definition,
    [
      ...[PlatformModule.of(platform, logger, settings), OperatorModule.of(operations)],
      ...(erasure ? [ErasureModule.of(erasure)] : []),
    ],
    platform.store,
    settings,
    logger,
  );
  const app = await createHttpApplication(root, {
    service: name,
    version: VERSION,
    logger,
    corsOrigins: settings.corsOrigins,
    commandsAtOnce: settings.commandsAtOnce,
  });
  app.setGlobalPrefix('v1', {
    exclude: ['feed', 'feed/stored'].map((path) => ({ path, method: RequestMethod.GET })),
  });
  if (reactsTo.length > 0) {
    transport = new EventTransport({
      pool,
      consumes: reactsTo,
      sourcesOf: (of) => projections.sourcesOf(of),
      ...(gapFiller ? { gapFiller } : {}),
      logger,
    });
    connectReactions(app, transport);
  }
  await app.init();
  if (definition.health) {
    const own = app.get(definition.health, { strict: false });
    ownParts = () => own.parts();
  }
  const timerRunner =
    timers &&
    new TimerRunner({
      ...{ pool, projections, service: name, clock, logger },
      names: timers.sets.map((set) => set.name),
      fire: (timer) => app.get(timers.commands, { strict: false }).fire(timer),
    });

  projections.start().catch((err: unknown) => logger.error({ err }, 'The read models could not be started'));
  relay.start();
  timerRunner?.start();
  if (transport) await app.startAllMicroservices();
  await app.listen(settings.port, settings.host);
  const { host, feedPort } = settings;
  const feedListener =
    feedPort === undefined ? undefined : await listenForFeedReaders(app, { port: feedPort, host });
  waitingFor = [];
  const { port } = app.getHttpServer().address() as AddressInfo;
  logger.info({ part: 'http' }, 'The service is ready');

  const steps: ShutdownStep[] = [
    // First: who waits at the feed is answered, and the server need not wait for them.
    { name: 'feed', limitMs: 1_000, run: () => feed.close() },
    { name: 'feed listener', limitMs: 5_000, run: () => feedListener?.stop() },
    { name: 'http', limitMs: 20_000, run: () => app.close() },
    { name: 'timers', limitMs: 10_000, run: () => timerRunner?.stop() },
    { name: 'projections', limitMs: 15_000, run: () => projections.stop() },
    { name: 'relay', limitMs: 15_000, run: () => relay.stop() },
    { name: 'broker', limitMs: 5_000, run: () => broker.close() },
    { name: 'telemetry', limitMs: 3_000, run: () => tracing.stop() },
    { name: 'read side', limitMs: 5_000, run: () => dataSource.destroy() },
    { name: 'read models', limitMs: 5_000, run: () => applyingPool.end() },
    { name: 'write pool', limitMs: 5_000, run: () => pool.end() },
    { name: 'probes', limitMs: 1_000, run: () => management.stop() },
  ];
  let stopping: Promise<boolean> | undefined;
  return {
    url: `http://${host}:${port}`,
    managementUrl: `http://${host}:${management.port}`,
    ...(feedListener ? { feedUrl: `http://${host}:${feedListener.port}` } : {}),
    platform,
    app,
    stop: () => {
      readiness.drain();
      readiness.stop();
      return (stopping ??= shutDown(steps, logger));
    },
  };
};

const partsOf = async (
  { projections, relay }: Platform,
  transport: EventTransport | undefined,
): Promise<PartHealth[]> => {
  const { state, trouble } = relay.status();
  const consumers = [...(await projections.status()), ...((await transport?.statuses()) ?? [])];
  return [
    { part: 'relay', state: trouble ? 'degraded' : 'ok', reason: trouble ?? state },
    ...consumers.map(({ name, state: running, parkedKeys, lagEvents, lastError }): PartHealth => ({
      part: name,
      state: running === 'running' && parkedKeys === 0 ? 'ok' : 'degraded',
      reason: `${running}, ${lagEvents} behind, ${parkedKeys} parked${lastError ? `, ${lastError.error}` : ''}`,
    })),
  ];
};
