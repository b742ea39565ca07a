import { eventTypeOf, naturalId, streamOf } from '@jejak/kernel';
import type { Core } from '@jejak/ledger';
import {
  type BatchHandler,
  type Broker,
  type BrokerConsumer,
  BrokerUnavailable,
  type EffectHandler,
  EventConsumer,
  type EventHandler,
  type EventSource,
  FanOut,
  fromMessage,
  kafkaSource,
  memoryBroker,
  reactionContext,
  Relay,
  storeSource,
} from '@jejak/messaging';
import { checkEffects } from '../check/effects';
import type { Finding } from '../check/finding';
import { checkTopics } from '../check/topics';
import { chance } from '../random';
import { accountContracts, ACCOUNTS, remarked } from '../service/accounts';
import { EFFECT, MemoryBooks } from './memory-books';
import { MemorySession, MemoryStore, TOPIC } from './memory-store';
import { Life, Scheduler } from './scheduler';

/** What must not be built. */
export interface KnownBad {
  /** The relay goes on behind the last position that it read. */
  readonly paging?: boolean;
  /** The own store is read without regard to appends in flight. */
  readonly naiveCursor?: boolean;
  /** The commands of reactions are not known again. */
  readonly forgetful?: boolean;
  /** Whoever comes moves a consumer's offset, and waits for nobody. */
  readonly unfenced?: boolean;
}

export interface Simulated {
  readonly seed: number;
  readonly findings: readonly Finding[];
  /** Whether everything was level within bounded steps after the faults had ended. */
  readonly live: boolean;
  /** The same for the same seed. */
  readonly trace: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly events: number;
}

const STREAMS = 4;
const WRITERS = 3;
const APPENDS = 5;
const FAULTY_STEPS = 600;
const HEALED_STEPS = 20_000;
const OWN_TOPIC = 'own-notes';
/** Follows the own store too, and wants only some of it. */
const OWN_REMARKS = 'own-remarks';
const TOPIC_NOTES = 'topic-notes';
const RECEIPT = 'receipt';
const SHARED = 'receipts.all';
const OWN = [OWN_TOPIC, OWN_REMARKS];
/** Of the other service, in one process: they share a member of a group. */
const FOREIGN = [TOPIC_NOTES, RECEIPT];
const CONSUMERS = [...OWN, ...FOREIGN];
const REMARKED = eventTypeOf(ACCOUNTS, remarked);
const wantedBy = (consumer: string, type: string): boolean => consumer !== OWN_REMARKS || type === REMARKED;

/** One world of relay, broker and consumers, from its first append to its judgement. */
class World {
  readonly faults: Record<string, number> = {};
  readonly scheduler: Scheduler;
  readonly store: MemoryStore;
  readonly books: MemoryBooks;
  readonly broker;
  /** What the reaction commanded, each command id once: as the store of the reacting service keeps them. */
  private readonly commands = new Set<string>();
  private healthy = false;
  private writing = WRITERS;
  private readonly sessions = new Map<number, MemorySession>();
  private readonly fails: (probability: number) => boolean;
  private readonly lives = new Map<string, Life>();

  constructor(
    private readonly seed: number,
    private readonly bad: KnownBad,
  ) {
    this.scheduler = new Scheduler(chance(seed));
    const fails = (probability: number): boolean => !this.healthy && this.scheduler.chance.hits(probability);
    this.fails = fails;
    this.store = new MemoryStore(this.scheduler, fails);
    this.books = new MemoryBooks(fails, bad.unfenced ?? false);
    this.broker = memoryBroker({
      batchSize: 4,
      turn: async (point) => {
        await this.scheduler.turn(point);
        if ((point === 'send' || point === 'sent') && fails(0.1)) {
          this.count(`broker fails at ${point}`);
          throw new BrokerUnavailable('simulated');
        }
        if ((point === 'fetch' || point === 'join') && fails(0.02)) {
          this.count('rejoin');
          throw new Error('simulated');
        }
      },
    });
  }

  async live(): Promise<boolean> {
    await this.broker.ensureTopics([{ name: TOPIC, partitions: 2 }]);
    for (const nth of [0, 1]) this.startRelay(nth);
    for (const nth of [0, 1]) {
      for (const name of OWN) this.startOwn(name, nth);
      this.startForeign(nth);
    }
    for (let nth = 0; nth < WRITERS; nth++) void this.write();
    void this.harm();
    await this.scheduler.run(() => false, FAULTY_STEPS);
    this.healthy = true;
    return this.scheduler.run(() => this.level(), HEALED_STEPS);
  }

  judged(): Finding[] {
    const events = new Map(
      this.store.events.map(({ core, stream, version }) => {
        const { id, type } = JSON.parse(core) as { id: string; type: string };
        return [id, { event: id, type, stream, version }];
      }),
    );
    const published = this.broker.read(TOPIC).map((message) => {
      const { core, hash, pos, src } = fromMessage(message);
      return {
        ...{ topic: TOPIC, partition: message.partition, offset: Number(message.offset), src, pos },
        ...{ event: core.id, type: core.type, stream: core.stream, version: core.ver },
        ...{ hash: hash.toString('base64url'), prev: core.prev },
      };
    });
    const subscriptions = CONSUMERS.map((consumer) => ({
      consumer,
      subscribe: [consumer === OWN_REMARKS ? REMARKED : 'asn.accounts.*'],
    }));
    return [
      ...checkTopics(published, new Set(events.keys())).findings,
      ...checkEffects(this.books.effects, subscriptions, events).findings,
      ...this.books.parked.map((what): Finding => ({ invariant: 'I7', where: 'books', what })),
    ];
  }

  private level(): boolean {
    const { events, outbox } = this.store;
    const done = (consumer: string): boolean =>
      new Set(this.books.effects.filter((one) => one.consumer === consumer).map(({ event }) => event)).size >=
      events.filter(({ core }) => wantedBy(consumer, (JSON.parse(core) as Core).type)).length;
    return this.writing === 0 && outbox.size === 0 && (CONSUMERS.every(done) || this.books.parked.length > 0);
  }

  private count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
  }

  private async write(): Promise<void> {
    const { chance: dice } = this.scheduler;
    for (let nth = 0; nth < APPENDS; nth++) {
      await this.scheduler.turn('append');
      const stream = streamOf(
        'account',
        naturalId('simulated', String(this.seed), String(dice.zipf(STREAMS))),
      );
      await this.store.append(stream, 1 + dice.below(3));
    }
    this.writing -= 1;
  }

  /** Kills, and takes sessions away behind their owners' backs, while it may. */
  private async harm(): Promise<void> {
    const { chance: dice } = this.scheduler;
    while (!this.healthy) {
      await this.scheduler.turn('harm');
      if (this.healthy || !dice.hits(0.15)) continue;
      const nth = dice.below(2);
      switch (dice.below(5)) {
        case 0:
          this.count('relay killed');
          this.startRelay(nth);
          break;
        case 1:
          this.count('relay a zombie');
          this.sessions.get(nth)?.endByServer();
          break;
        case 2:
          this.count('consumer and reaction killed');
          this.startForeign(nth);
          break;
        case 3:
          this.count('choosy consumer killed');
          this.startOwn(OWN_REMARKS, nth);
          break;
        default:
          this.count('own consumer killed');
          this.startOwn(OWN_TOPIC, nth);
      }
    }
  }

  /** A new life under this name; the one before it ends here. */
  private begin(name: string): Life {
    this.lives.get(name)?.kill();
    const life = new Life(this.scheduler);
    this.lives.set(name, life);
    return life;
  }

  private startRelay(nth: number): void {
    const life = this.begin(`relay-${nth}`);
    const relay = new Relay({
      ...{ databaseUrl: 'simulated', broker: this.broker, service: ACCOUNTS, topic: TOPIC, partitions: 2 },
      ...{ batchSize: 3, standbyEveryMs: 50, measureEveryMs: 1e9, heartbeatEveryMs: 1e9 },
      openSession: async () => {
        await life.turn('connect');
        const session = new MemorySession(this.store, life, this.bad.paging ?? false);
        this.sessions.set(nth, session);
        return session;
      },
    });
    relay.start();
  }

  /** Commands once per event, by the id that the engine derives from it; the call may fail before and after it was done. */
  private reaction(life: Life): EffectHandler {
    return {
      name: RECEIPT,
      sources: [accountContracts],
      wants: () => true,
      react: async (event) => {
        const { commandId } = reactionContext(event, RECEIPT, 'receipts');
        await life.turn('command');
        if (this.fails(0.05)) throw new BrokerUnavailable('simulated: the command was not heard');
        if (!this.commands.has(commandId) || this.bad.forgetful) {
          this.commands.add(commandId);
          const { id, stream, version } = event.envelope;
          const seq = this.books.effects.length + 1;
          this.books.effects.push({ consumer: RECEIPT, event: id, command: commandId, stream, version, seq });
        }
        await life.turn('command: answer');
        if (this.fails(0.05)) throw new BrokerUnavailable('simulated: the answer was lost');
      },
    };
  }

  private startOwn(name: string, nth: number): void {
    const life = this.begin(`${name}-${nth}`);
    const store = this.store.log(life, this.bad.naiveCursor ?? false);
    this.startConsumer(recorder(name), life, storeSource({ store, service: ACCOUNTS }));
  }

  /** With so little room, and so little patience, readers fall behind and come back. */
  private startForeign(nth: number): void {
    const life = this.begin(`receipts-${nth}`);
    const broker = mortal(this.broker, life, () => this.count('reads by itself'));
    const fanOut = new FanOut({ broker, group: SHARED, topics: [TOPIC], most: 2, holdMs: 1 });
    for (const name of FOREIGN) {
      const handler = name === RECEIPT ? this.reaction(life) : recorder(name);
      const source = kafkaSource({ broker: fanOut, service: 'receipts', of: [accountContracts] });
      this.startConsumer(handler, life, source);
    }
  }

  private startConsumer(handler: EventHandler, life: Life, source: EventSource): void {
    const consumer = new EventConsumer({
      ...{ pool: this.books.pool(life), handler, sources: [source], stepLimit: 3 },
      retry: { firstMs: 10, mostMs: 100, patienceMs: 1e9 },
    });
    void consumer.start();
  }
}

/** Writes down what it is given, in the transaction that books it. */
const recorder = (name: string): BatchHandler => ({
  name,
  sources: [accountContracts],
  wants: (type) => wantedBy(name, type),
  apply: async (events, tx) => {
    for (const { envelope } of events)
      await tx.query({
        name: EFFECT,
        text: '',
        values: [name, envelope.id, envelope.stream, envelope.version],
      });
  },
});

/** A broker whose member of a group is gone when its life ends, whatever it was waiting for. */
const mortal = (broker: Broker, life: Life, onAlone: () => void): Pick<Broker, 'consumer'> => ({
  consumer: (subscription): BrokerConsumer => {
    if (subscription.group !== SHARED) onAlone();
    const consumer = broker.consumer({
      ...subscription,
      onBatch: (batch) => Promise.race([subscription.onBatch(batch), life.ended]),
      startAt: (topic, partition) =>
        Promise.race([subscription.startAt?.(topic, partition) ?? Promise.resolve(undefined), life.ended]),
    });
    life.atEnd(() => void consumer.close());
    return consumer;
  },
});

/** Runs the real relay and consumers over memory, with faults by the seed, then without, and judges what they did. */
export const simulate = async (seed: number, bad: KnownBad = {}): Promise<Simulated> => {
  const world = new World(seed, bad);
  const restore = world.scheduler.install();
  try {
    const live = await world.live();
    const { scheduler, faults, store } = world;
    return {
      seed,
      live,
      findings: world.judged(),
      trace: scheduler.trace,
      faults,
      events: store.events.length,
    };
  } finally {
    restore();
  }
};
