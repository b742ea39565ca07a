import type { Contracts, Recorded } from '@jejak/kernel';
import { type Logger, silentLogger } from '@jejak/observability';
import {
  Catch,
  type INestApplication,
  type INestMicroservice,
  type RpcExceptionFilter,
} from '@nestjs/common';
import {
  BaseRpcContext,
  type CustomTransportStrategy,
  EventPattern,
  type MessageHandler,
  NestMicroservice,
  Server,
} from '@nestjs/microservices';
import type { Pool } from 'pg';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import { AwaitedPolicies } from './awaited-policies';
import type { Delivery } from './batch-handler';
import { type ConsumerStatus, EventConsumer, type EventConsumerOptions } from './event-consumer';
import type { EventSource, GapFiller } from './event-source';
import { Reactions } from './reactions';

export interface EventTransportOptions {
  readonly pool: Pool;
  /** The contracts of every service whose events may be reacted to, the own one included. */
  readonly consumes: readonly Contracts[];
  /** The sources that deliver the events of these services. */
  readonly sourcesOf: (contracts: readonly Contracts[]) => readonly EventSource[];
  readonly gapFiller?: GapFiller;
  readonly logger?: Logger;
  readonly retry?: EventConsumerOptions['retry'];
}

/** What a reaction finds with `@Ctx()`. */
export class EventContext extends BaseRpcContext<[Recorded, Delivery]> {
  get event(): Recorded {
    return this.args[0];
  }

  /** To be handed to `reactionContext`, so that the command continues the trace. */
  get delivery(): Delivery {
    return this.args[1];
  }
}

/**
 * Nest's transport for reactions: `@Reaction('asn.recruitment.CandidateAppointed.v1', 'plan-draft')` (or `@EventPattern`) on a
 * controller's method makes a reaction on the consumer engine. The method gets the recorded event, upcast to the pattern's
 * version, and is awaited; what it throws parks the event's stream for this reaction, unless it is transient. A policy that is missing is
 * waited for, then parks too, and is tried again by itself ({@link AwaitedPolicies}). Guards, pipes,
 * interceptors and request-scoped providers work as everywhere. Connect it by {@link connectReactions}.
 *
 * Not Nest's ServerKafka: that one takes messages singly and meets a poison message for ever (event-store.md, decision 7).
 */
export class EventTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('jejak.events');
  /** Else Nest logs a failure and nobody learns of it. */
  override readonly propagatesEventHandlerErrors: boolean = true;
  private readonly reactions: Reactions;
  private readonly log: Logger;
  private running: EventConsumer[] = [];
  private awaited: AwaitedPolicies | undefined;

  constructor(private readonly options: EventTransportOptions) {
    super();
    this.reactions = new Reactions(options.consumes);
    this.log = options.logger ?? silentLogger;
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    if (typeof pattern !== 'string' || !isEventHandler)
      throw new Error(
        'Only @EventPattern with a full event type is served here: commands and queries are HTTP.',
      );
    const name = typeof extras.name === 'string' ? extras.name : undefined;
    this.reactions.add(pattern, (event, delivery) => this.dispatch(callback, event, delivery), name);
  }

  /** Begins to consume. Does not wait for a broker: the service takes commands without one. */
  listen(callback: (...optionalParams: unknown[]) => unknown): void {
    const { pool, sourcesOf, gapFiller, retry } = this.options;
    this.running = this.reactions.handlers().map(
      (handler) =>
        new EventConsumer({
          pool,
          handler,
          sources: sourcesOf(handler.sources),
          logger: this.log,
          ...(gapFiller ? { gapFiller } : {}),
          ...(retry ? { retry } : {}),
        }),
    );
    for (const consumer of this.running)
      consumer.start().catch((error: unknown) => {
        this.log.error({ reaction: consumer.name, err: error }, 'A reaction could not be started');
      });
    this.awaited = new AwaitedPolicies(pool, this.running, this.log);
    this.awaited.start();
    callback();
  }

  /** Waits for the events in hand. */
  async close(): Promise<void> {
    await Promise.all([this.awaited?.stop(), ...this.running.map((consumer) => consumer.stop())]);
  }

  /** The engines behind the reactions, by name: for status and redrive. */
  consumers(): readonly EventConsumer[] {
    return this.running;
  }

  statuses(): Promise<ConsumerStatus[]> {
    return Promise.all(this.running.map((consumer) => consumer.status()));
  }

  on(): void {
    throw new Error('This transport has no client events; ask statuses().');
  }

  unwrap<T>(): T {
    // Nest leaves the type of the instance behind a transport to the caller.
    return this.running as T;
  }

  private dispatch(handler: MessageHandler, event: Recorded, delivery: Delivery): Promise<void> {
    const context = new EventContext([event, delivery]);
    const end = this.createProcessingEndHookRunner(context);
    const handle = async (): Promise<void> => {
      try {
        const result: unknown = await handler(event, context);
        if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      } finally {
        end();
      }
    };
    return new Promise((resolve, reject) => {
      this.onProcessingStartHook(this.transportId, context, () => handle().then(resolve, reject));
    });
  }
}

/** Hands the engine what was thrown: Nest's own filter would turn it into the text "Internal server error". */
@Catch()
class AsThrown implements RpcExceptionFilter {
  catch(exception: unknown): Observable<never> {
    return throwError(() => exception);
  }
}

/** Connects the transport to an application; `startAllMicroservices` then begins to consume, `close` ends it. */
export const connectReactions = (app: INestApplication, transport: EventTransport): INestMicroservice => {
  const microservice = app.connectMicroservice({ strategy: transport }, { deferInitialization: true });
  if (!(microservice instanceof NestMicroservice))
    throw new Error('Nest made something other than a microservice');
  // In this order: a handler takes the filters that are there when it is registered. The rest is what Nest would have done.
  microservice.useGlobalFilters(new AsThrown());
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return microservice;
};

/**
 * Makes a method a reaction to an event: `@EventPattern` with a name. The method gets the recorded event, and the
 * {@link EventContext} with `@Ctx()`.
 * @param type full and current, `asn.recruitment.CandidateAppointed.v1`
 * @param name of the reaction in this service: its consumer group and its books; renaming it begins anew
 */
export const Reaction = (type: string, name: string): MethodDecorator => EventPattern<string>(type, { name });
