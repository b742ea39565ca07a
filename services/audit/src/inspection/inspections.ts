import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import type { EvidenceRequested } from '@jejak/contracts/audit';
import { type Calendar, legalDate, plusMonths, type Recorded, streamOf } from '@jejak/kernel';
import { type EmployeeFile, holdsDuty, isHeadOf, People } from '@jejak/organisation';
import { countedBy, parametersOf, type PinnedPolicy, Policies } from '@jejak/policies';
import type { DueTimer } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { InspectedObjects, unitsBetween } from './inspected-objects';
import type { InspectionCommand, InspectionGiven } from './inspection.commands';
import { inspection } from './inspection.decider';
import { type InspectionFile, inspectionFileOf } from './inspection-words';
import type { Inspection, InspectionEvent } from './inspection.state';

export const inspectionStream = (inspectionId: string): string => streamOf('inspection', inspectionId);

/** Those that every decision about inspections reads. Sorted. */
const POLICIES = ['aud.followup.days', 'aud.other', 'gov.other'] as const;

/** What a command is about, by units and streams. */
interface About {
  readonly units: readonly string[];
  readonly objects: readonly string[];
  /** Legal dates. */
  readonly from: string;
  readonly to: string;
}

const aboutOf = (command: InspectionCommand, state: Inspection, today: string): About => {
  const nothing = { units: [], objects: [], from: today, to: today };
  if (command.type === 'OpenInspection') return command;
  if (state.status === 'absent') return nothing;
  const { scope, from, to } = state.opened;
  if (command.type === 'ShareDraftFinding')
    return { units: [command.unitId], objects: command.about === null ? [] : [command.about], from, to };
  if ('finding' in command) {
    const draft = state.findings[command.finding - 1]?.draft;
    return draft ? { ...nothing, units: [draft.unitId], from, to } : nothing;
  }
  return { ...scope, from, to };
};

/** Gives commands to inspections, with what they read. */
@Injectable()
export class Inspections {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly policies: Policies,
    private readonly objects: InspectedObjects,
  ) {}

  /** @param events those of the log that the command points at. @throws RuleViolated POLICY_MISSING, and what the decider throws */
  execute(
    inspectionId: string,
    command: InspectionCommand,
    context: CommandContext,
    events: readonly string[] = [],
  ): Promise<Appended> {
    const stream = inspectionStream(inspectionId);
    return this.store.execute(inspection, stream, command, context, async (state, now) => {
      const { calendar, date: today, ref } = await this.policies.cityDay(now);
      const rules = await this.policies.allInForce(POLICIES, today);
      const pinned = (key: (typeof POLICIES)[number]): PinnedPolicy => {
        const found = rules.get(key);
        if (!found) throw new Error(`${key} was not read`);
        return found;
      };
      const [governance, other] = [parametersOf(pinned('gov.other')), parametersOf(pinned('aud.other'))];
      const about = aboutOf(command, state, today);
      const [actor, asked, unknownUnits, objects, refs] = await Promise.all([
        this.people.file(command.by),
        command.type === 'RequestEvidence' ? this.people.file(command.askedOf) : null,
        this.objects.unknownUnits(about.units),
        this.objects.unitsOf(about.objects, about.from, about.to),
        this.objects.entries(events),
      ]);
      const file = actor?.file ?? null;
      const concerned = new Set([...about.units, ...objects.units]);
      const counted = command.type === 'MoveEvidenceClocks' ? { counted: await this.countedBy(stream) } : {};
      const since = plusMonths(today, -governance.integer('inspectorRestMonths'));
      return {
        given: {
          ...{ calendar, today, now, reasonMinimum: governance.integer('reasonMinChars') },
          evidenceWorkingDays: other.integer('evidenceWorkingDays'),
          draftReplyDays: other.integer('draftReplyDays'),
          followUpDays: parametersOf(pinned('aud.followup.days')).integer('days'),
          workedIn: file ? unitsBetween(file, since, today).filter((unit) => concerned.has(unit)) : [],
          ...{ unknownUnits, unknownObjects: objects.unknown, personExists: asked !== null },
          chief: holdsDuty(file, 'chief_inspector', null, today),
          heads: headsOne(file, about.units, today),
          ...{ refs, ...counted },
        },
        policy: pinned('aud.other').ref,
        policies: [ref, ...[...rules.values()].map((policy) => policy.ref)].sort(),
        inputs: [actor, asked].flatMap((read) => (read ? [read.head] : [])),
      };
    });
  }

  /** What each request was counted by, by its number. */
  private async countedBy(stream: string): Promise<NonNullable<InspectionGiven['counted']>> {
    const history = await this.store.history(stream);
    const requests = history.filter(({ type }) => type === 'EvidenceRequested');
    const counted = await Promise.all(
      requests.map(async ({ data }): Promise<[number, { began: string; calendar: Calendar } | null]> => {
        const { request } = data as EvidenceRequested['data'];
        const own = history.filter(
          (fact) => (fact.data as { readonly request?: number }).request === request,
        );
        const by = countedBy(own, { begins: ['EvidenceRequested'], moves: 'EvidenceClockMoved' });
        const calendar = by && (await this.policies.calendar(by.calendar));
        return [request, calendar && { began: legalDate(by.beganAt, calendar), calendar }];
      }),
    );
    return Object.fromEntries(counted);
  }

  /** What was said in it. */
  async file(inspectionId: string): Promise<InspectionFile> {
    const facts = await this.store.history(inspectionStream(inspectionId));
    // A stream holds the events of its own decider only.
    return inspectionFileOf(facts as unknown as Recorded<InspectionEvent>[]);
  }

  fire({ command, payload, context }: DueTimer): Promise<Appended> {
    // Written by the timer's own fact.
    const [inspectionId, ordinal] = [String(payload.inspectionId), Number(payload.ordinal)];
    const by = context.actor;
    return command === 'MarkEvidenceOverdue'
      ? this.execute(inspectionId, { type: command, by, request: ordinal }, context)
      : this.execute(inspectionId, { type: 'MarkFollowUpOverdue', by, finding: ordinal }, context);
  }
}

const headsOne = (file: EmployeeFile | null, units: readonly string[], date: string): boolean =>
  units.some((unit) => isHeadOf(file, unit, date));
