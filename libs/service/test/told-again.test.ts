import 'reflect-metadata';
import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { AnswersMore, Context } from '@jejak/http';
import { Conflict, type Decider, naturalId, newId, RuleViolated, streamOf } from '@jejak/kernel';
import { testBrokers, until } from '@jejak/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { anonymously, type RunningService } from '../src';
import { Installation, type Note, noted, type Noted, notingService } from './installation';

/** What adapters read beside the stream. */
const world = {
  says: 'as it was',
  refuses: false,
  gathered: 0,
  /** Awaited by whoever gathers. */
  arrives: (): Promise<void> => Promise.resolve(),
};

class NoteRequest {
  @IsString() @MaxLength(100) readonly about!: string;
  @IsOptional() @IsString() @MaxLength(100) readonly more?: string;
}

const once: Decider<Note, Noted, boolean> = {
  initial: false,
  decide: ({ text }, there) => {
    if (there) throw new Conflict('ILLEGAL_TRANSITION', 'It was noted.');
    return [noted({ text })];
  },
  evolve: () => true,
};

/** Puts what it gathered into the command, and its stream by it; in a refusal too. */
@Controller('notes')
class NotesController {
  constructor(private readonly store: EventStore) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:draft-plan')
  async note(@Body() { about }: NoteRequest, @Context() context: CommandContext): Promise<Appended> {
    const text = await this.gather(about);
    const stream = streamOf('note', naturalId('note', about, text));
    return this.store.execute(once, stream, { type: 'Note', text }, context);
  }

  @Post('anonymous')
  @HttpCode(200)
  @Requires('performance:draft-plan')
  async unnamed(@Body() { about }: NoteRequest, @Context() context: CommandContext): Promise<Appended> {
    const text = await this.gather(about);
    const stream = streamOf('note', naturalId('note', about, text));
    return this.store.execute(once, stream, { type: 'Note', text }, anonymously(context));
  }

  @Post('with-code')
  @HttpCode(200)
  @Requires('performance:draft-plan')
  @AnswersMore()
  async withCode(@Body() { about }: NoteRequest, @Context() context: CommandContext) {
    const text = `${about} ${world.says}`;
    const stream = streamOf('note', naturalId('coded', about));
    const answer = await this.store.execute(once, stream, { type: 'Note', text }, context);
    return { ...answer, code: naturalId('code', about) };
  }

  @Post('undeclared')
  @HttpCode(200)
  @Requires('performance:draft-plan')
  undeclared(): object {
    return { stream: 'note', version: 1, events: [], code: 'never again' };
  }

  private async gather(about: string): Promise<string> {
    world.gathered++;
    const text = `${about} ${world.says}`;
    await world.arrives();
    if (world.refuses) throw new RuleViolated('RULE_VIOLATED', 'It cannot be noted by now.');
    return text;
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly body: Record<string, unknown>;
}

/** An adapter that gathers before it commands, in a world that moves on. */
describe('a command that is told again', () => {
  let installation: Installation;
  let service: RunningService;
  const [me, you] = [newId(), newId()];

  beforeAll(async () => {
    installation = await Installation.create();
    service = await installation.boot(notingService('performance', { module: NotesModule }), {
      ...{ JEJAK_KAFKA_BROKERS: testBrokers().join(','), JEJAK_KAFKA_PARTITIONS: '1' },
    });
  });
  afterAll(() => installation.stop());
  beforeEach(() => {
    Object.assign(world, {
      says: 'as it was',
      refuses: false,
      gathered: 0,
      arrives: () => Promise.resolve(),
    });
  });

  const tell = async (path: string, body: object, key: string, by = me): Promise<Answer> => {
    const response = await fetch(`${service.url}/v1/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await installation.token(by, ['employee'])}`,
        ...{ 'content-type': 'application/json', 'idempotency-key': key },
      },
      body: JSON.stringify(body),
    });
    return {
      ...{ status: response.status, etag: response.headers.get('etag') },
      body: (await response.json()) as Answer['body'],
    };
  };
  const count = async (): Promise<number> => {
    const { rows } = await service.platform.pool.query<{ n: number }>(
      "select count(*)::int as n from es.events where event_type like '%.Noted.%'",
    );
    return rows[0].n;
  };

  it('is answered as the first time, and nothing is gathered for it', async () => {
    const [key, about] = [newId(), { about: newId() }];
    const first = await tell('notes', about, key);
    expect(first).toMatchObject({ status: 200, etag: '"1"', body: { version: 1 } });
    Object.assign(world, { says: 'otherwise', refuses: true });
    expect(await tell('notes', about, key)).toEqual(first);
    expect(world.gathered).toBe(1);
    // Under another id it is another command.
    expect(await tell('notes', about, newId())).toMatchObject({ status: 422 });
  });

  it.each(['notes', 'notes/anonymous'])('is by a key of the caller’s own the same too: %s', async (path) => {
    const about = { about: newId() };
    const first = await tell(path, about, 'my first one');
    expect(first.status).toBe(400);
    const key = `first-${newId()}`;
    const accepted = await tell(path, about, key);
    expect(accepted.status).toBe(200);
    world.refuses = true;
    expect(await tell(path, about, key)).toEqual(accepted);
    // Of somebody else it is another one.
    expect(await tell(path, about, key, you)).toMatchObject({ status: 422 });
  });

  it('does not depend on the order of what it says', async () => {
    const [key, about] = [newId(), newId()];
    const first = await tell('notes', { about, more: 'x' }, key);
    expect(await tell('notes', { more: 'x', about }, key)).toEqual(first);
  });

  it('is refused with another body, another route or by another person, whatever the world says', async () => {
    const [key, about] = [newId(), { about: newId() }];
    await tell('notes', about, key);
    const reused = { status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } };
    world.refuses = true;
    expect(await tell('notes', { about: newId() }, key)).toMatchObject(reused);
    expect(await tell('notes', { ...about, more: 'words' }, key)).toMatchObject(reused);
    expect(await tell('notes/anonymous', about, key)).toMatchObject(reused);
    expect(await tell('notes', about, key, you)).toMatchObject(reused);
    expect(world.gathered).toBe(1);
  });

  it('is decided anew where it was refused', async () => {
    const [key, about] = [newId(), { about: newId() }];
    world.refuses = true;
    expect(await tell('notes', about, key)).toMatchObject({ status: 422, body: { code: 'RULE_VIOLATED' } });
    Object.assign(world, { says: 'otherwise', refuses: false });
    expect(await tell('notes', about, key)).toMatchObject({ status: 200 });
  });

  it('is recorded once and answered alike when it comes twice at once, though one of them gathers another world', async () => {
    const [key, about, before] = [newId(), { about: newId() }, await count()];
    const bothThere = meeting(2);
    world.arrives = () => bothThere();
    const telling = tell('notes', about, key);
    await until(() => world.gathered === 1);
    world.says = 'otherwise';
    const answers = await Promise.all([telling, tell('notes', about, key)]);
    expect(answers[0]).toMatchObject({ status: 200 });
    expect(answers[1]).toEqual(answers[0]);
    expect(await count()).toBe(before + 1);
  });

  it('is answered alike when the one that came late is refused for what the other one did', async () => {
    const [key, about] = [newId(), { about: newId() }];
    let late: () => void = () => undefined;
    const accepted = new Promise<void>((resolve) => (late = resolve));
    // The first to gather is the last to decide.
    world.arrives = () => (world.gathered === 1 ? accepted : Promise.resolve());
    const delayed = tell('notes', about, key);
    await until(() => world.gathered === 1);
    const first = await tell('notes', about, key);
    world.refuses = true;
    late();
    expect(first).toMatchObject({ status: 200 });
    expect(await delayed).toEqual(first);
  });

  it('is answered without the name of who told it, where it was recorded so', async () => {
    const [key, about] = [newId(), { about: newId() }];
    const first = await tell('notes/anonymous', about, key);
    world.refuses = true;
    expect(await tell('notes/anonymous', about, key)).toEqual(first);
    expect(await tell('notes/anonymous', { about: newId() }, key)).toMatchObject({ status: 409 });
  });

  it('is answered by its adapter, where that says more than the facts', async () => {
    const [key, about] = [newId(), { about: newId() }];
    const first = await tell('notes/with-code', about, key);
    expect(first.body).toHaveProperty('code');
    world.says = 'otherwise';
    expect(await tell('notes/with-code', about, key)).toEqual(first);
    expect(await tell('notes/with-code', { about: newId() }, key)).toMatchObject({ status: 409 });
  });

  it('lets no adapter say more without declaring it', async () => {
    expect(await tell('notes/undeclared', {}, newId())).toMatchObject({ status: 500 });
  });
});

/** Resolves for each when so many are there. */
const meeting = (size: number): (() => Promise<void>) => {
  let there = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++there === size) open();
    return all;
  };
};
