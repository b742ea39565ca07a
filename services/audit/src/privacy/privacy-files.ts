import { type Appended, type CommandContext, EventStore, type Gathered } from '@jejak/event-store';
import { isUuid, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { holdsDuty, People } from '@jejak/organisation';
import { type CityDay, type Parameters, parametersOf, Policies } from '@jejak/policies';
import type { DueTimer } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { InspectedObjects } from '../inspection/inspected-objects';
import { type PersonalRecord, PersonalRecords } from './personal-records';
import type { PrivacyCommand, PrivacyGiven } from './privacy.commands';
import { privacy } from './privacy.decider';
import type { PrivacyEvent, PrivacyFile } from './privacy.state';
import { retentionOf, type RetentionYears } from './retention';

/** The stream of one person's requests and holds. */
export const privacyStream = (personId: string): string =>
  streamOf('privacy', naturalId('privacy', personId));

const GOVERNING = 'gov.other';

const NO_RECORD: PersonalRecord = {
  ...{ records: [], otherIds: [], sealed: {}, inspections: [], logIncomplete: false, inputs: [] },
};

/** Whether what the law keeps of the person decides. */
const needsRecord = (command: PrivacyCommand, { erased, requests }: PrivacyFile): boolean => {
  const deciding = ['FulfilDataRequest', 'RefuseDataRequest', 'LayDataRequestAgain'];
  if (erased || !deciding.includes(command.type) || !('request' in command)) return false;
  return requests.at(command.request - 1)?.filed.kind === 'ERASE';
};

/** @throws RuleViolated POLICY_MISSING */
export const yearsOf = (governance: Parameters): RetentionYears => {
  const retention = governance.within('retention');
  return {
    APPLICATION: retention.integer('unsuccessfulApplicantYears'),
    PERSONNEL_FILE: retention.integer('personnelFileYearsAfter'),
    COMPLAINT: retention.integer('reviewContactYears'),
  };
};

/** Gives commands about people's data, with what they read. */
@Injectable()
export class PrivacyFiles {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly policies: Policies,
    private readonly records: PersonalRecords,
    private readonly objects: InspectedObjects,
  ) {}

  /**
   * @param events those of the log that the command points at
   * @throws RuleViolated POLICY_MISSING, and what the decider throws
   */
  execute(
    command: PrivacyCommand,
    context: CommandContext,
    events: readonly string[] = [],
  ): Promise<Appended> {
    const stream = privacyStream(command.personId);
    return this.store.execute(privacy, stream, command, context, (state, now) =>
      this.gather(command, context, events, state, now),
    );
  }

  /** What was asked and answered, in its order. */
  async history(personId: string): Promise<readonly Recorded<PrivacyEvent>[]> {
    // A stream holds the events of its own decider only.
    return (await this.store.history(privacyStream(personId))) as unknown as Recorded<PrivacyEvent>[];
  }

  fire({ command, payload, context }: DueTimer): Promise<Appended> {
    // Written by the timer's own fact.
    const [personId, request] = [String(payload.personId), Number(payload.request)];
    const asked = { by: context.actor, personId, request };
    return command === 'MarkDataRequestOverdue'
      ? this.execute({ type: command, ...asked }, context)
      : this.execute({ type: 'LayDataRequestAgain', ...asked, inspection: null }, context);
  }

  private async gather(
    command: PrivacyCommand,
    { role }: CommandContext,
    events: readonly string[],
    state: PrivacyFile,
    now: string,
  ): Promise<Gathered<PrivacyGiven>> {
    const { calendar, date: today, ref }: CityDay = await this.policies.cityDay(now);
    const pinned = await this.policies.inForce(GOVERNING, today);
    const governance = parametersOf(pinned);
    const [actor, personKnown, refs, record] = await Promise.all([
      isUuid(command.by) ? this.people.file(command.by) : null,
      this.isKnown(command),
      this.objects.entries(events),
      needsRecord(command, state) ? this.records.of(command.personId, calendar) : NO_RECORD,
    ]);
    return {
      given: {
        ...{ calendar, today, now, role, personKnown, refs },
        reasonMinimum: governance.integer('reasonMinChars'),
        answerHours: governance.integer('dataRequestHours'),
        officer: holdsDuty(actor?.file ?? null, 'data_officer', null, today),
        retention: retentionOf(record.records, yearsOf(governance), today),
        // The list may be behind its own end.
        inspections: record.inspections.filter(
          (id) => command.type !== 'LayDataRequestAgain' || id !== command.inspection,
        ),
        logIncomplete: record.logIncomplete,
        ...{ otherIds: record.otherIds, sealed: record.sealed },
      },
      policy: pinned.ref,
      policies: [ref, pinned.ref].sort(),
      inputs: [...(actor ? [actor.head] : []), ...record.inputs],
    };
  }

  /** Whoever is signed in is somebody. */
  private async isKnown(command: PrivacyCommand): Promise<boolean> {
    if (command.type !== 'FileDataRequest' && command.type !== 'PlaceLegalHold') return true;
    return command.by === command.personId || this.records.knows(command.personId);
  }
}
