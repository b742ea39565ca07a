import { until } from '@jejak/testing';
import 'reflect-metadata';
import { type Recorded, RuleViolated, Unavailable } from '@jejak/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CanActivate,
  type CallHandler,
  Controller,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  Scope,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { type Observable, tap } from 'rxjs';
import {
  connectReactions,
  EventContext,
  EventTransport,
  kafkaSource,
  type MemoryBroker,
  memoryBroker,
  Reaction,
  reactionContext,
  topicOf,
} from '../src';
import { contracts, NotedStream, SERVICE } from './noted-events';
import { ReadModel } from './read-model';

const TOPIC = topicOf(SERVICE);
const NOTED = 'asn.career.Noted.v2';

/** What happened, in order: the world outside of the reaction. */
@Injectable()
class Journal {
  readonly entries: string[] = [];
  readonly commands: string[] = [];
  fail: (event: Recorded) => void = () => undefined;

  note(who: string, event: Recorded): void {
    this.entries.push(`${who} ${event.envelope.stream} ${event.envelope.version}`);
    this.fail(event);
  }
}

@Injectable()
class OnlyRecorded implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToRpc().getContext<EventContext>() instanceof EventContext;
  }
}

@Injectable()
class Counting implements NestInterceptor {
  handled = 0;
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(tap(() => this.handled++));
  }
}

@Controller()
class Reactions {
  constructor(private readonly journal: Journal) {}

  @Reaction(NOTED, 'plan-draft')
  @UseGuards(OnlyRecorded)
  @UseInterceptors(Counting)
  async draft(@Payload() event: Recorded, @Ctx() context: EventContext): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.journal.note('draft', event);
    const { commandId, cause, actor } = reactionContext(event, 'plan-draft', 'performance', context.delivery);
    expect([cause, actor]).toEqual([event.envelope.id, 'performance']);
    if (!this.journal.commands.includes(commandId)) this.journal.commands.push(commandId);
  }

  @Reaction(NOTED, 'welcome')
  welcome(@Payload() event: Recorded): void {
    this.journal.entries.push(`welcome ${event.envelope.stream} ${event.envelope.version}`);
  }
}

/** A controller for each event: what it needs is made anew each time. */
@Controller({ scope: Scope.REQUEST })
class PerEvent {
  static made = 0;
  constructor(private readonly journal: Journal) {
    PerEvent.made++;
  }

  @EventPattern(NOTED, { name: 'per-event' })
  react(@Payload() event: Recorded): void {
    this.journal.note('per-event', event);
  }
}

describe('EventTransport', () => {
  let model: ReadModel;
  let broker: MemoryBroker;
  const closing: (() => Promise<void>)[] = [];
  let patienceMs: number;

  beforeEach(async () => {
    patienceMs = 10_000;
    model = await ReadModel.create();
    broker = memoryBroker({ batchSize: 10 });
    await broker.ensureTopics([{ name: TOPIC, partitions: 1 }]);
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await broker.close();
    await model.drop();
  });

  const boot = async (controllers: (new (...args: never[]) => unknown)[]) => {
    const module = await Test.createTestingModule({ controllers, providers: [Journal, Counting] }).compile();
    const app = module.createNestApplication({ logger: false });
    const transport = new EventTransport({
      pool: model.pool,
      consumes: [contracts],
      sourcesOf: (of) => [kafkaSource({ broker, service: 'performance', of })],
      retry: { firstMs: 5, mostMs: 20, patienceMs },
    });
    connectReactions(app, transport);
    await app.startAllMicroservices();
    closing.push(() => app.close());
    return { journal: app.get(Journal), counting: app.get(Counting), transport };
  };

  const send = async (...messages: ReturnType<NotedStream['next']>[]): Promise<void> =>
    (await broker.producer()).send(TOPIC, messages);
  const offset = (reaction: string, next: number): Promise<void> =>
    until(async () => (await model.offset(reaction)) === next);
  const of = (journal: Journal, who: string): string[] =>
    journal.entries
      .filter((entry) => entry.startsWith(`${who} `))
      .map((entry) => entry.slice(who.length + 1));

  it('makes each reaction a consumer of its own, awaited in order, with guards and interceptors', async () => {
    const { journal, counting, transport } = await boot([Reactions]);
    const stream = new NotedStream();
    await send(...stream.several(3), stream.next({ schemaVersion: 1 }));
    await Promise.all([offset('plan-draft', 4), offset('welcome', 4)]);
    const order = [1, 2, 3, 4].map((version) => `${stream.name} ${version}`);
    expect(of(journal, 'draft')).toEqual(order);
    expect(of(journal, 'welcome')).toEqual(order);
    expect(counting.handled).toBe(4);
    expect(journal.commands).toHaveLength(4);
    expect((await transport.statuses()).map(({ name, state }) => [name, state])).toEqual([
      ['plan-draft', 'running'],
      ['welcome', 'running'],
    ]);
  });

  it('parks the stream of what it cannot do, for this reaction only, and redrives it', async () => {
    const { journal, transport } = await boot([Reactions]);
    const [bad, good] = [new NotedStream(), new NotedStream()];
    let closed = true;
    journal.fail = ({ envelope }) => {
      if (closed && envelope.stream === bad.name && envelope.version === 2)
        throw new RuleViolated('RULE_VIOLATED', 'No plan fits.');
    };
    await send(bad.next(), good.next(), bad.next(), good.next(), bad.next());
    await Promise.all([offset('plan-draft', 5), offset('welcome', 5)]);
    expect(await model.parked()).toEqual([{ key: bad.name, cause: 'handler', attempts: 1, events: 2 }]);
    const { rows } = await model.pool.query<{ error: string }>('SELECT error FROM rm.parked_key');
    expect(rows).toEqual([{ error: 'RuleViolated: No plan fits.' }]);
    expect(of(journal, 'welcome')).toHaveLength(5);
    closed = false;
    const drafting = transport.consumers().find(({ name }) => name === 'plan-draft');
    expect(await drafting?.redrive()).toMatchObject([{ unparked: true, events: 2 }]);
    expect(new Set(of(journal, 'draft').filter((entry) => entry.startsWith(bad.name)))).toEqual(
      new Set([1, 2, 3].map((version) => `${bad.name} ${version}`)),
    );
    // However often an event came: one command each.
    expect(journal.commands).toHaveLength(5);
  });

  it('waits for what is only away for now', async () => {
    const { journal } = await boot([Reactions]);
    const stream = new NotedStream();
    let failures = 3;
    journal.fail = () => {
      if (failures-- > 0) throw new Unavailable('STORE_UNAVAILABLE', 'The store does not answer.');
    };
    await send(...stream.several(2));
    await offset('plan-draft', 2);
    expect(await model.parked()).toEqual([]);
    expect(journal.commands).toHaveLength(2);
  });

  describe('whose policy is missing', () => {
    const late = async (known: () => boolean) => {
      const { journal, transport } = await boot([Reactions]);
      const [waiting, other] = [new NotedStream(), new NotedStream()];
      journal.fail = ({ envelope }) => {
        if (envelope.stream === waiting.name && !known())
          throw new RuleViolated('POLICY_MISSING', 'No policy is in force.');
      };
      await send(waiting.next(), other.next(), waiting.next());
      return { journal, transport, waiting };
    };

    it('waits for one that is on its way, and parks nothing', async () => {
      let tries = 0;
      const { journal } = await late(() => ++tries > 3);
      await offset('plan-draft', 3);
      expect(await model.parked()).toEqual([]);
      expect(journal.commands).toHaveLength(3);
    });

    it('holds up the others for no longer than the patience, shows what waits, and acts by itself when it comes', async () => {
      patienceMs = 50;
      let known = false;
      const { journal, transport, waiting } = await late(() => known);
      await offset('plan-draft', 3);
      expect(await model.parked()).toMatchObject([{ key: waiting.name, cause: 'policy', events: 2 }]);
      expect(await transport.statuses()).toMatchObject([
        { name: 'plan-draft', state: 'running', parkedKeys: 1, parkedEvents: 2 },
        { name: 'welcome', state: 'running', parkedKeys: 0 },
      ]);
      expect(journal.commands).toHaveLength(1);
      // Again and again, while it is not there.
      await until(async () => (await model.parked())[0].attempts > 2);
      known = true;
      await until(async () => (await model.parked()).length === 0);
      expect(
        of(journal, 'draft')
          .filter((entry) => entry.startsWith(waiting.name))
          .slice(-2),
      ).toEqual([`${waiting.name} 1`, `${waiting.name} 2`]);
      expect(journal.commands).toHaveLength(3);
    });

    it('has waited once: what is missing later is parked at once', async () => {
      patienceMs = 50;
      const { journal } = await late(() => false);
      await offset('plan-draft', 3);
      const next = new NotedStream();
      journal.fail = () => {
        throw new RuleViolated('POLICY_MISSING', 'No policy is in force.');
      };
      const before = of(journal, 'draft').length;
      await send(next.next());
      await offset('plan-draft', 4);
      expect(
        of(journal, 'draft')
          .slice(before)
          .filter((entry) => entry.startsWith(next.name)),
      ).toHaveLength(1);
    });

    it('leaves to an operator what turns out to be refused for good', async () => {
      patienceMs = 50;
      const { journal } = await late(() => false);
      await until(async () => (await model.parked()).some(({ cause }) => cause === 'policy'));
      journal.fail = () => {
        throw new RuleViolated('RULE_VIOLATED', 'No plan fits.');
      };
      await until(async () => (await model.parked()).some(({ cause }) => cause === 'handler'));
    });
  });

  it('makes request-scoped reactions for each event', async () => {
    const { journal } = await boot([PerEvent]);
    const stream = new NotedStream();
    await send(...stream.several(2));
    await offset('per-event', 2);
    expect(of(journal, 'per-event')).toHaveLength(2);
    expect(PerEvent.made).toBe(2);
  });

  it.each([
    ['a pattern that no contract describes', 'asn.career.Forgotten.v1'],
    ['a version that is not the current one', 'asn.career.Noted.v1'],
    ['a topic', 'career'],
  ])('refuses to start with %s', async (_, pattern) => {
    @Controller()
    class Wrong {
      @EventPattern<string>(pattern)
      react(): void {
        throw new Error('never called');
      }
    }
    await expect(boot([Wrong])).rejects.toThrow(pattern);
  });

  it('refuses two reactions of one name to one event', async () => {
    @Controller()
    class Twice {
      @EventPattern<string>(NOTED)
      one(): void {
        throw new Error('never called');
      }
      @EventPattern<string>(NOTED)
      two(): void {
        throw new Error('never called');
      }
    }
    await expect(boot([Twice])).rejects.toThrow('give each a name of its own');
  });
});
