import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Conflict,
  contractsOf,
  type Decider,
  defineEvent,
  type DomainEvent,
  Malformed,
  newId,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EventStore, InvalidEvent } from '../src';
import { context, Fixture, newStream, notebook, type NotebookCommand, weighed } from './fixture';

let fixture: Fixture;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('execute');
  ({ store } = fixture);
});
afterAll(() => fixture.stop());

const open = { type: 'Open', owner: 'Ani' } as const;
const weigh = (...kilos: number[]): NotebookCommand => ({ type: 'Weigh', kilos });
const coreOf = async (stream: string, version: number): Promise<Record<string, unknown>> => {
  const [{ core }] = await fixture.rows<{ core: string }>(
    'select core from es.events where stream_id = $1 and version = $2',
    [stream, version],
  );
  return JSON.parse(core) as Record<string, unknown>;
};
const countIn = async (table: string): Promise<number> =>
  Number((await fixture.rows(`select count(*) from ${table}`))[0].count);

describe('execute', () => {
  it('appends, and folds what it appended', async () => {
    const stream = newStream();
    const person = newId();
    expect(await store.execute(notebook, stream, open, context())).toEqual({
      stream,
      version: 1,
      events: [{ id: expect.any(String), type: 'asn.notes.NotebookOpened.v2' }],
    });
    const noting = {
      type: 'Note',
      about: person,
      texts: ['one', 'two'],
      mail: 'a@b',
      why: 'It was wrong.',
    } as const;
    expect(await store.execute(notebook, stream, noting, context())).toMatchObject({ version: 3 });
    expect(await store.state(notebook, stream)).toMatchObject({
      state: { owner: 'Ani', notes: ['one', 'two'] },
      version: 3,
      head: { stream, ver: 3 },
    });
    const reason = { code: 'CORRECTION', text: 'It was wrong.' };
    const history = await store.history(stream);
    expect(history.map(({ type, data, reason: why }) => ({ type, data, reason: why }))).toEqual([
      { type: 'NotebookOpened', data: { owner: 'Ani', colour: 'red' } },
      { type: 'Noted', data: { nth: 1, text: 'one', contact: { mail: 'a@b' } }, reason },
      { type: 'Noted', data: { nth: 2, text: 'two', contact: { mail: 'a@b' } }, reason },
    ]);
  });

  it('says who, when, why and under which policy in the core', async () => {
    const stream = newStream();
    const [actor, behalf, subject] = [newId(), newId(), newId()];
    const inputs = [{ stream: newStream(), ver: 3, hash: 'x' }];
    const from = { policy: 'b.rule@2', policies: ['c.rule@1', 'a.rule@1', 'b.rule@2'], inputs };
    const who = context({
      actor,
      behalf,
      role: 'employee',
      duty: 'data_steward',
      correlation: 'case-7',
      cause: 'e-1',
    });
    const noting = { type: 'Note', about: subject, texts: ['x'], why: 'Because.' } as const;
    await store.execute(notebook, stream, noting, who, { given: {}, ...from });
    expect(await coreOf(stream, 1)).toEqual({
      actor: await fixture.keys.pseudonym(actor),
      at: fixture.clock.at,
      behalf: await fixture.keys.pseudonym(behalf),
      cause: 'e-1',
      corr: 'case-7',
      data: { alg: 'sd-merkle/v1', n: 3, root: expect.any(String) },
      id: expect.any(String),
      inputs,
      policies: ['a.rule@1', 'b.rule@2', 'c.rule@1'],
      policy: 'b.rule@2',
      prev: null,
      reason: 'CORRECTION',
      role: 'employee:data_steward',
      stream,
      subject: await fixture.keys.pseudonym(subject),
      type: 'asn.notes.Noted.v1',
      ver: 1,
    });
    const [{ envelope }] = await store.history(stream);
    expect(envelope).toMatchObject({ source: 'notes', role: 'employee:data_steward', correlation: 'case-7' });
  });

  it('names the command as case and cause where nothing else is given, and leaves out what there is none of', async () => {
    const stream = newStream();
    const { commandId } = context();
    await store.execute(notebook, stream, weigh(1), context({ commandId }));
    const { data: _, id: __, ...core } = await coreOf(stream, 1);
    expect(core).toEqual({
      ...{
        actor: 'notes',
        at: fixture.clock.at,
        cause: commandId,
        corr: commandId,
        policy: null,
        prev: null,
      },
      ...{ role: 'service', stream, type: 'asn.notes.Weighed.v1', ver: 1 },
    });
  });

  it('takes the business time once per attempt, for the decision and for its events', async () => {
    const stream = newStream();
    const seen: string[] = [];
    const timed: typeof notebook = {
      ...notebook,
      decide: (command, state, given) => {
        seen.push(given.now);
        return notebook.decide(command, state, given);
      },
    };
    fixture.clock.at = '2027-02-03T04:05:06.789Z';
    const gathered: string[] = [];
    await store.execute(timed, stream, weigh(1, 2), context(), (_, now) => {
      gathered.push(now);
      return { given: {} };
    });
    expect([...seen, ...gathered]).toEqual([fixture.clock.at, fixture.clock.at]);
    expect((await store.history(stream)).map(({ envelope }) => envelope.at)).toEqual([seen[0], seen[0]]);
  });

  it('keeps references to evidence in clear data, beside what the contract says', async () => {
    const evidence = [{ sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 12 }];
    const times = { occurred: '2025-12-31T00:00:00.000Z', effective: '2026-01-01' };
    const proven: typeof notebook = {
      ...notebook,
      decide: () => [weighed({ kilos: 3 }, { evidence, ...times })],
    };
    const stream = newStream();
    await store.execute(proven, stream, weigh(), context());
    expect(await store.history(stream)).toMatchObject([{ data: { kilos: 3 }, evidence, ...times }]);
    expect(await fixture.rows('select data from es.events where stream_id = $1', [stream])).toEqual([
      { data: { kilos: 3, evidence } },
    ]);
  });

  it('puts the message and its trace into the outbox', async () => {
    const stream = newStream();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await store.execute(notebook, stream, weigh(1, 2), context({ traceparent }));
    expect(
      await fixture.rows('select topic, key, traceparent, pos from es.outbox where key = $1', [stream]),
    ).toEqual(Array(2).fill({ topic: 'test.notes.events.v1', key: stream, traceparent, pos: null }));
  });

  it('answers a command without events with the current version, and writes nothing', async () => {
    const stream = newStream();
    expect(await store.execute(notebook, stream, { type: 'Look' }, context())).toEqual({
      stream,
      version: 0,
      events: [],
    });
    await store.execute(notebook, stream, weigh(1), context());
    const before = fixture.appended;
    expect(await store.execute(notebook, stream, { type: 'Look' }, context())).toMatchObject({
      version: 1,
      events: [],
    });
    expect(fixture.appended).toBe(before);
  });

  it('wakes whoever waits for events once per append', async () => {
    const before = fixture.appended;
    await store.execute(notebook, newStream(), weigh(1, 2, 3), context());
    expect(fixture.appended).toBe(before + 1);
  });
});

describe('a command id', () => {
  it('is answered with the first outcome, without deciding again', async () => {
    const stream = newStream();
    const twice = context();
    const first = await store.execute(notebook, stream, open, twice);
    await store.execute(notebook, stream, weigh(1), context());
    // Deciding again would refuse: it is open already.
    expect(await store.execute(notebook, stream, { owner: 'Ani', type: 'Open' }, twice)).toEqual(first);
    expect(await store.history(stream)).toHaveLength(2);
  });

  it('with another command, stream or actor is a mismatch', async () => {
    const stream = newStream();
    const twice = context();
    await store.execute(notebook, stream, open, twice);
    const mismatch = { code: 'IDEMPOTENCY_MISMATCH', kind: 'conflict' };
    await expect(store.execute(notebook, stream, { ...open, owner: 'Budi' }, twice)).rejects.toMatchObject(
      mismatch,
    );
    await expect(store.execute(notebook, newStream(), open, twice)).rejects.toMatchObject(mismatch);
    await expect(store.execute(notebook, stream, open, { ...twice, actor: 'other' })).rejects.toMatchObject(
      mismatch,
    );
  });

  it('of a refused command is decided anew', async () => {
    const stream = newStream();
    const again = context({ expectedVersion: 1 });
    await expect(store.execute(notebook, stream, weigh(1), again)).rejects.toBeInstanceOf(Conflict);
    await store.execute(notebook, stream, open, context());
    expect(await store.execute(notebook, stream, weigh(1), again)).toMatchObject({ version: 2 });
  });

  it('is a UUID', () =>
    expect(store.execute(notebook, newStream(), open, context({ commandId: 'x' }))).rejects.toBeInstanceOf(
      RangeError,
    ));

  it('appends once when 16 come at once', async () => {
    for (let round = 0; round < 10; round++) {
      const stream = newStream();
      const twin = context();
      const all = await Promise.all(
        Array.from({ length: 16 }, () => store.execute(notebook, stream, weigh(1, 2), twin)),
      );
      expect(new Set(all.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
      expect(await store.history(stream)).toHaveLength(2);
    }
  });
});

describe('the expected version', () => {
  it('lets one of 16 different commands through', async () => {
    for (let round = 0; round < 10; round++) {
      const stream = newStream();
      const all = await Promise.allSettled(
        Array.from({ length: 16 }, (_, i) =>
          store.execute(notebook, stream, weigh(i), context({ expectedVersion: 0 })),
        ),
      );
      const refused = all.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(15);
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'CONCURRENCY_CONFLICT' });
      expect(await store.history(stream)).toHaveLength(1);
    }
  });

  it('must be the current one', async () => {
    const stream = newStream();
    await store.execute(notebook, stream, open, context({ expectedVersion: 0 }));
    for (const expectedVersion of [0, 2])
      await expect(
        store.execute(notebook, stream, weigh(1), context({ expectedVersion })),
      ).rejects.toMatchObject({
        code: 'CONCURRENCY_CONFLICT',
        detail: { params: { expected: expectedVersion, current: 1 } },
      });
    expect(await store.execute(notebook, stream, weigh(1), context({ expectedVersion: 1 }))).toMatchObject({
      version: 2,
    });
  });

  it('not given, a lost race is decided again on the new state', async () => {
    const stream = newStream();
    await Promise.all([1, 2, 3, 4].map((kilos) => store.execute(notebook, stream, weigh(kilos), context())));
    const kilos = (await store.history(stream)).map(({ data }) => (data as { kilos: number }).kilos);
    expect(kilos.sort()).toEqual([1, 2, 3, 4]);
    // Two open at once: the second decides on the opened notebook, and is refused by rule.
    const other = newStream();
    const both = await Promise.allSettled([1, 2].map(() => store.execute(notebook, other, open, context())));
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'NOTEBOOK_OPEN' },
    });
  });

  it('gives up after five lost races', async () => {
    const stream = newStream();
    let attempts = 0;
    const overtaken = store.execute(notebook, stream, weigh(0), context(), async () => {
      attempts++;
      await store.execute(notebook, stream, weigh(9), context());
      return { given: {} };
    });
    await expect(overtaken).rejects.toMatchObject({ code: 'CONCURRENCY_CONFLICT' });
    expect(attempts).toBe(6);
  });
});

describe('what cannot be stored', () => {
  const nothing = async (run: () => Promise<unknown>, error: unknown): Promise<void> => {
    const before = await countIn('es.events');
    await expect(run()).rejects.toMatchObject(error as object);
    expect(await countIn('es.events')).toBe(before);
  };
  const malformed = { code: 'TEXT_NOT_STORABLE', kind: 'malformed' };

  it.each([
    ['U+0000', 'a\u0000b'],
    ['a lone high surrogate', 'a\ud800'],
    ['a lone low surrogate', '\udc00b'],
  ])('refuses %s in clear, personal and core texts', async (_, text) => {
    await nothing(() => store.execute(notebook, newStream(), { ...open, owner: text }, context()), malformed);
    const note = { type: 'Note', about: newId(), texts: [text] } as const;
    await nothing(() => store.execute(notebook, newStream(), note, context()), malformed);
    await nothing(
      () => store.execute(notebook, newStream(), open, context({ correlation: text })),
      malformed,
    );
  });
  it('keeps every other text as it is', async () => {
    const stream = newStream();
    const owner = 'é\u0001\n"\\/\u2028😀\uffff ';
    await store.execute(notebook, stream, { ...open, owner }, context());
    expect(await store.history(stream)).toMatchObject([{ data: { owner } }]);
  });
  it('names a fraction as the defect it is', () =>
    nothing(() => store.execute(notebook, newStream(), weigh(0.5), context()), {
      name: 'InvalidEvent',
      faults: ['0.5 is not an integer that JSON carries safely'],
    }));
  it('names what the contract does not allow', async () => {
    // The decider's type forbids it; a cast stands for a bug.
    const wrong = { ...notebook, decide: () => [weighed({ kilos: 'many' as unknown as number })] };
    await nothing(() => store.execute(wrong, newStream(), weigh(), context()), {
      name: 'InvalidEvent',
      faults: ['/kilos: Expected number'],
    });
    await expect(store.execute(wrong, newStream(), weigh(), context())).rejects.toBeInstanceOf(InvalidEvent);
  });
  it('knows no event without a contract', () =>
    nothing(
      () =>
        store.execute(
          { ...notebook, decide: () => [{ type: 'Lost', data: {} } as never] },
          newStream(),
          weigh(),
          context(),
        ),
      { message: 'notes has no contract for Lost' },
    ));
  it('refuses an event that Kafka would not take', () =>
    nothing(() => store.execute(notebook, newStream(), { ...open, owner: 'x'.repeat(900_000) }, context()), {
      code: 'EVENT_TOO_LARGE',
      kind: 'rule-violated',
    }));
  it('refuses a leaf of more than 16 KiB, and takes large data otherwise', async () => {
    const inputs = Array.from({ length: 150 }, () => ({ stream: newStream(), ver: 1, hash: 'h'.repeat(43) }));
    await nothing(() => store.execute(notebook, newStream(), open, context(), { given: {}, inputs }), {
      code: 'EVENT_TOO_LARGE',
    });
    const stream = newStream();
    await store.execute(notebook, stream, { ...open, owner: 'x'.repeat(800_000) }, context(), {
      given: {},
      inputs: inputs.slice(0, 80),
    });
    expect(await store.history(stream)).toHaveLength(1);
  });
  it('refuses a stream that is no stream before it asks the database', async () => {
    for (const stream of ['notebook', 'notebook-1', 'Notebook-' + newId(), 'note\u0000-' + newId()]) {
      await expect(store.execute(notebook, stream, open, context())).rejects.toBeInstanceOf(Malformed);
      expect(await store.history(stream)).toEqual([]);
      expect(await store.state(notebook, stream)).toMatchObject({ version: 0, head: null });
    }
  });
  it('never lets the UUID of a person into the core as it is', async () => {
    const stream = newStream();
    const actor = newId().toUpperCase();
    await store.execute(notebook, stream, weigh(1), context({ actor }));
    expect((await coreOf(stream, 1)).actor).toBe(await fixture.keys.pseudonym(actor.toLowerCase()));
    for (const stranger of ['Ani Wijaya', '196001011985031001', ''])
      await expect(
        store.execute(notebook, newStream(), weigh(1), context({ actor: stranger })),
      ).rejects.toBeInstanceOf(RangeError);
  });
  it('leaves the names that it keeps for itself to no contract', () => {
    const greedy = defineEvent({
      type: 'Greedy',
      version: 1,
      data: Type.Object({ evidence: Type.String() }),
    });
    expect(() => fixture.open({ contracts: contractsOf('notes', [greedy]) })).toThrow(
      'Greedy names a member evidence',
    );
  });
});

describe('a refusal', () => {
  const refusals = async (stream: string) =>
    (await store.readAfter(0n, 10_000)).events.filter(
      ({ type, data }) => type === 'CommandRefused' && (data as { stream: string }).stream === stream,
    );

  it('of class decision is recorded once, in a stream of its own, and thrown', async () => {
    const stream = newStream();
    const actor = newId();
    const tear = context({ decision: true, actor, role: 'supervisor' });
    const run = () =>
      store.execute(notebook, stream, { type: 'Tear' }, tear, { given: {}, policy: 'notes.tear@1' });
    await expect(run()).rejects.toMatchObject({ code: 'NO_TEARING' });
    await expect(run()).rejects.toMatchObject({ code: 'NO_TEARING' });
    expect(await refusals(stream)).toMatchObject([
      {
        data: { commandType: 'Tear', code: 'NO_TEARING', stream, rule: 'notes.tear' },
        envelope: {
          eventType: 'asn.notes.CommandRefused.v1',
          actor: await fixture.keys.pseudonym(actor),
          role: 'supervisor',
          policy: 'notes.tear@1',
          cause: tear.commandId,
          correlation: tear.commandId,
          stream: expect.stringMatching(/^refusal-/),
        },
      },
    ]);
    expect(await store.history(stream)).toEqual([]);
  });

  it('of another class leaves no trace, nor does a lost race', async () => {
    const stream = newStream();
    await expect(store.execute(notebook, stream, { type: 'Tear' }, context())).rejects.toMatchObject({
      code: 'NO_TEARING',
    });
    const late = context({ decision: true, expectedVersion: 5 });
    await expect(store.execute(notebook, stream, weigh(1), late)).rejects.toBeInstanceOf(Conflict);
    expect(await refusals(stream)).toEqual([]);
  });

  it('is not what a defect is', async () => {
    const broken: Decider<{ type: string }, DomainEvent, null> = {
      initial: null,
      decide: () => {
        throw new TypeError('a bug');
      },
      evolve: () => null,
    };
    const stream = newStream();
    await expect(
      store.execute(broken, stream, { type: 'Break' }, context({ decision: true })),
    ).rejects.toBeInstanceOf(TypeError);
    expect(await refusals(stream)).toEqual([]);
  });
});
