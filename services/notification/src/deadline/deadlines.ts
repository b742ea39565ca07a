import { type DeadlineKind, notificationContracts } from '@jejak/contracts/notification';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { naturalId, type Recorded, streamOf, Unavailable } from '@jejak/kernel';
import { type DueTimer, Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AddresseeLookup } from '../people/addressees';
import { Rulebook } from '../rules/rulebook';
import type { Change } from './deadline-table';
import { deadlineWatch, type DeadlineCommand, type DeadlineGiven } from './deadline-watch.decider';
import type { Watch } from './deadline-watch.state';
import { RELEASE } from './deadline-watch.timers';

/** @param part which of several of this kind */
export const watchIdOf = (kind: DeadlineKind, object: string, part?: string): string =>
  naturalId('deadline-watch', kind, object, ...(part === undefined ? [] : [part]));
export const watchStream = (watchId: string): string => streamOf('deadline-watch', watchId);

/** So long the read model of deadlines is awaited; then the timer is fired again later. */
const CAUGHT_UP_MS = 5_000;

const kindOf = (change: Change): DeadlineKind =>
  'starts' in change ? change.starts : 'meets' in change ? change.meets : change.ends;

/** Hands deadlines their commands, with what their decisions read. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly rulebook: Rulebook,
    private readonly addressees: AddresseeLookup,
  ) {}

  /** What a fact of another service comes to. @param context of the reaction; each change gets a command id of its own */
  async change(change: Change, event: Recorded, context: CommandContext): Promise<void> {
    const { stream: object, version, at } = event.envelope;
    const kind = kindOf(change);
    const part = 'part' in change ? change.part : undefined;
    const about = { watchId: watchIdOf(kind, object, part), kind, object };
    const source = { stream: object, version };
    const command: DeadlineCommand =
      'starts' in change
        ? {
            ...{ type: 'StartWatch', ...about, due: change.due, unitId: change.unitId },
            ...{ obliged: change.obliged, since: at, source },
          }
        : {
            ...{ type: 'EndWatch', ...about, at, source },
            how: 'meets' in change ? 'MET' : change.why,
          };
    await this.execute(about.watchId, command, {
      ...context,
      commandId: naturalId(context.commandId, kind, command.type, part ?? ''),
    });
  }

  /** What a due timer comes to. */
  async fire({ key, command, payload, dueAt, context }: DueTimer): Promise<Appended | void> {
    if (command === RELEASE) return this.release(key, dueAt, context);
    // Both stand in the timer as its set put them there.
    const { step, to } = payload as {
      step?: string;
      to?: Extract<DeadlineCommand, { type: 'FireStep' }>['to'];
    };
    return this.execute(
      key,
      step === undefined || to === undefined ? { type: 'CallTime' } : { type: 'FireStep', step, to },
      context,
    );
  }

  /** Nothing is due of somebody who is no employee any more. @throws Unavailable where a watch may be overlooked */
  private async release(personId: string, dueAt: string, context: CommandContext): Promise<void> {
    if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
      throw new Unavailable('UNAVAILABLE', 'The deadlines are not all read yet.');
    const rows = await this.db.query<{ watchId: string; kind: DeadlineKind; object: string }[]>(
      `select watch_id as "watchId", kind, object from rm.deadline
       where person_id = $1 and obliged_as = 'PERSON' and status in ('OPEN', 'MISSED') order by watch_id`,
      [personId],
    );
    for (const { watchId, kind, object } of rows) {
      const command: DeadlineCommand = {
        ...{ type: 'EndWatch', watchId, kind, object, how: 'EMPLOYMENT_ENDED' },
        ...{ at: dueAt, source: null },
      };
      await this.execute(watchId, command, { ...context, commandId: naturalId(context.commandId, watchId) });
    }
  }

  private execute(watchId: string, command: DeadlineCommand, context: CommandContext): Promise<Appended> {
    const gather: Gather<Watch, DeadlineGiven> = async (state, now) => {
      const { calendar, date, rules, refs } = await this.rulebook.today(now);
      const told =
        command.type === 'FireStep' && state.status === 'open'
          ? await this.addressees.of(state.clock.obliged, command.to, date)
          : { recipients: [], inputs: [] };
      return {
        given: { calendar, rules, refs, recipients: told.recipients },
        policy: rules.ref,
        policies: refs,
        inputs: told.inputs,
      };
    };
    return this.store.execute(deadlineWatch, watchStream(watchId), command, context, gather);
  }
}

export const { service: NOTIFICATION } = notificationContracts;
