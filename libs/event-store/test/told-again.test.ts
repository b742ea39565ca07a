import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, streamOf } from '@jejak/kernel';
import { askedBy, type CommandContext, EventStore, execution } from '../src';
import { context, Fixture, newStream, notebook, type NotebookCommand } from './fixture';

let fixture: Fixture;
let store: EventStore;
beforeAll(async () => {
  fixture = await Fixture.start('told-again');
  ({ store } = fixture);
});
afterAll(() => fixture.stop());

const CALLER = 'notes';
const mismatch = { code: 'IDEMPOTENCY_MISMATCH', kind: 'conflict' };
const weigh = (...kilos: number[]): NotebookCommand => ({ type: 'Weigh', kilos });

/** A request that is sent with an id, each time it is sent. */
const sending = (body: object = { weigh: 'what lies there' }, commandId = newId()) => {
  const asked = () => askedBy(commandId, 'POST', '/notebooks/weigh', body);
  return {
    commandId,
    asked,
    context: (more: Partial<CommandContext> = {}) => context({ commandId, asked: asked(), ...more }),
    answer: (...actors: string[]) => store.firstAnswer(asked(), actors.length > 0 ? actors : [CALLER]),
  };
};

/** What a command comes to depends on what was gathered for it; the answer of a request does not. */
describe('a request that is sent again', () => {
  it('is answered as the first time, whatever its command is by now', async () => {
    const [request, stream] = [sending(), newStream()];
    const first = await store.execute(notebook, stream, weigh(1), request.context());
    expect(await request.answer()).toEqual(first);
    await store.execute(notebook, stream, weigh(5), context());
    const unasked = () => {
      throw new Error('nothing is gathered for it');
    };
    expect(await store.execute(notebook, stream, weigh(7), request.context(), unasked)).toEqual(first);
    // It may be of another stream: a ranking is named by what it came to.
    expect(await store.execute(notebook, newStream(), weigh(7), request.context())).toEqual(first);
    expect(await request.answer()).toEqual(first);
  });

  it('is another one with another body, or of somebody else', async () => {
    const [request, stream] = [sending(), newStream()];
    await store.execute(notebook, stream, weigh(1), request.context());
    const other = sending({ weigh: 'something else' }, request.commandId);
    await expect(other.answer()).rejects.toMatchObject(mismatch);
    await expect(store.execute(notebook, stream, weigh(1), other.context())).rejects.toMatchObject(mismatch);
    const somebody = newId();
    await expect(request.answer(somebody)).rejects.toMatchObject(mismatch);
    const theirs = request.context({ actor: somebody, role: 'employee' });
    await expect(store.execute(notebook, stream, weigh(1), theirs)).rejects.toMatchObject(mismatch);
  });

  it('may have been recorded without the name of who was signed in, and says nothing of it', async () => {
    const request = sending();
    const first = await store.execute(
      ...([notebook, newStream(), weigh(1)] as const),
      request.context({ actor: 'public', role: 'public' }),
    );
    expect(await request.answer(newId(), 'public')).toEqual(first);
    await expect(request.answer(newId())).rejects.toMatchObject(mismatch);
  });

  it('is decided anew where it was refused, or had nothing to say', async () => {
    const [request, stream] = [sending(), newStream()];
    expect(await request.answer()).toBeNull();
    await expect(
      store.execute(notebook, stream, { type: 'Tear' }, request.context({ decision: true })),
    ).rejects.toMatchObject({ code: 'NO_TEARING' });
    expect((await store.execute(notebook, stream, { type: 'Look' }, request.context())).events).toEqual([]);
    expect(await request.answer()).toBeNull();
    expect(await store.execute(notebook, stream, weigh(2), request.context())).toMatchObject({ version: 1 });
  });

  it('is recorded once, and answered alike, when it comes several times at once', async () => {
    const [request, stream] = [sending(), newStream()];
    const kilos = [1, 2, 3, 4, 5, 6];
    const answers = await Promise.all(
      kilos.map((each) => store.execute(notebook, stream, weigh(each), request.context())),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await store.history(stream)).toHaveLength(1);
  });

  it('goes by its command where it was recorded as one', async () => {
    const [request, stream] = [sending(), newStream()];
    const { commandId } = request;
    const first = await store.execute(notebook, stream, weigh(1), context({ commandId }));
    // Nothing is known of the request.
    expect(await request.answer()).toBeNull();
    expect(await store.execute(notebook, stream, weigh(1), request.context())).toEqual(first);
    await expect(store.execute(notebook, stream, weigh(2), request.context())).rejects.toMatchObject(
      mismatch,
    );
  });

  it('says nothing of commands under ids of their own', async () => {
    const [request, stream, own] = [sending(), newStream(), newId()];
    const step = (kilos: number) =>
      store.execute(notebook, stream, weigh(kilos), { ...request.context(), commandId: own });
    const first = await step(1);
    expect(await step(1)).toEqual(first);
    await expect(step(2)).rejects.toMatchObject(mismatch);
    expect(await request.answer()).toBeNull();
  });

  it('records one command, or those that are decided together: another one is a defect', async () => {
    const own = sending().context();
    await store.execute(notebook, newStream(), weigh(1), own);
    await expect(store.execute(notebook, newStream(), weigh(2), own)).rejects.toMatchObject(mismatch);
  });

  it('is answered by the first of what was decided together', async () => {
    const id = newId();
    // In order of stream it is the last one.
    const [first, second] = [streamOf('notebook', id), streamOf('a-notebook', id)];
    const request = sending();
    const both = (kilos: number, ...streams: string[]) => {
      const own = request.context();
      return store.executeTogether(
        streams.map((stream) =>
          execution({ decider: notebook, stream, command: weigh(kilos), context: own }),
        ),
      );
    };
    const answers = await both(1, first, second);
    expect(answers).toMatchObject([
      { stream: first, version: 1 },
      { stream: second, version: 1 },
    ]);
    expect(await request.answer()).toEqual(answers[0]);
    expect(await both(2, first, second)).toEqual(answers);
    expect(await both(3, first)).toEqual([answers[0]]);
    expect(await store.history(second)).toHaveLength(1);
  });
});

/** A reaction or a timer: led by an event, under an id that is made of it. */
describe('what a service does by itself, done again', () => {
  const led = (more: Partial<CommandContext> = {}) => context({ cause: newId(), ...more });

  it('is answered as the first time, whatever the day puts into the command', async () => {
    const [stream, automatic] = [newStream(), led()];
    const first = await store.execute(notebook, stream, weigh(1), automatic);
    await store.execute(notebook, stream, weigh(5), context());
    expect(await store.execute(notebook, stream, weigh(2), automatic)).toEqual(first);
    const [again] = await store.executeEach([
      execution({ decider: notebook, stream, command: weigh(3), context: automatic }),
    ]);
    expect(again).toEqual(first);
    expect(await store.history(stream)).toHaveLength(2);
  });

  it('is another act on another stream, or of another kind: a defect', async () => {
    const [stream, automatic] = [newStream(), led()];
    await store.execute(notebook, stream, weigh(1), automatic);
    await expect(store.execute(notebook, newStream(), weigh(1), automatic)).rejects.toMatchObject(mismatch);
    const open: NotebookCommand = { type: 'Open', owner: newId() };
    await expect(store.execute(notebook, stream, open, automatic)).rejects.toMatchObject(mismatch);
  });

  it('of several streams at once is answered by the first outcome too', async () => {
    const [one, two, automatic] = [newStream(), newStream(), led()];
    const both = (kilos: number) =>
      store.executeTogether(
        [one, two].map((stream) =>
          execution({ decider: notebook, stream, command: weigh(kilos), context: automatic }),
        ),
      );
    expect(await both(2)).toEqual(await both(1));
    expect(await store.history(two)).toHaveLength(1);
  });

  it('goes by its command where it is recorded as one, or where somebody else does it', async () => {
    for (const more of [{ actor: 'importer' }, { cause: null }]) {
      const [stream, asked] = [newStream(), led(more)];
      await store.execute(notebook, stream, weigh(1), asked);
      await expect(store.execute(notebook, stream, weigh(2), asked)).rejects.toMatchObject(mismatch);
    }
    // Recorded by a release that compared it whole.
    const [stream, before] = [newStream(), context()];
    const first = await store.execute(notebook, stream, weigh(1), before);
    const now = { ...before, cause: newId() };
    expect(await store.execute(notebook, stream, weigh(1), now)).toEqual(first);
    await expect(store.execute(notebook, stream, weigh(2), now)).rejects.toMatchObject(mismatch);
  });
});
