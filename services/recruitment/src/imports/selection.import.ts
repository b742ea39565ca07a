import { type CommandContext, EventStore, execution } from '@jejak/event-store';
import {
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  type Outcome,
  type Progress,
  type RowFault,
  type RowFlag,
  type Survey,
} from '@jejak/imports';
import { type Clock, DomainError, naturalId, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { application } from '../application/application.decider';
import { SelectionPolicies } from '../policies/selection-policies';
import type { RoundRules } from '../policies/vacancy-rules';
import { Publications } from '../publication/publications';
import { computeRound } from '../ranking/computed-stage';
import { Stages } from '../ranking/stages';
import type { Finalist } from '../selection/ranking';
import { vacancy } from '../vacancy/vacancy.decider';
import { type SelectionRow, selectionRows } from './selection-file';

/** Rows recorded in one transaction. */
const CHUNK = 500;

/** One list of the round, as far as its rows have been read. */
interface RoundList {
  readonly vacancyId: string;
  readonly formationCode: string;
  readonly position: string;
  readonly list: string;
  readonly finalists: Finalist[];
  /** Row of the file, by application. */
  readonly rowOf: Map<string, number>;
}

/**
 * Takes over a finished selection round: one vacancy for each list of each formation, no thresholds and no windows, the
 * SKB as given; every list ranked by the rules of this service and published.
 * @source domain.md 2.9, import `selection`
 */
@Injectable()
export class SelectionImport implements ImportKind {
  readonly kind = 'selection';

  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly stages: Stages,
    private readonly publications: Publications,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async survey(job: ImportJob): Promise<Survey> {
    const { max } = await this.policies.forRound(this.clock.now());
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const row of selectionRows(job.content(), max)) {
      rows++;
      if (isFault(row)) faults.push(row);
      else if (isDuplicate(row)) duplicate++;
    }
    return { rows, duplicate, faults };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const now = await this.policies.forRound(this.clock.now());
    const lists = [...(await this.listsOf(job, now)).values()];
    const rules = (await this.rulesBegunWith(lists)) ?? now;
    await progress.phase('RECORDING');
    for (const list of lists) await this.openRound(job, list, rules);
    const recorded = await this.recordRows(job, rules, progress);
    await progress.phase('RANKING');
    const refused = new Set(recorded.rejected.map(({ row }) => row));
    const flagged: RowFlag[] = [];
    for (const list of lists) flagged.push(...(await this.rank(job, without(list, refused), rules)));
    return { ...recorded, flagged: flagged.sort((a, b) => a.row - b.row) };
  }

  /** The rules that an interrupted import began with: it goes on with them, whatever has come into force since. */
  private async rulesBegunWith(lists: readonly RoundList[]): Promise<RoundRules | null> {
    if (lists.length === 0) return null;
    const { state } = await this.store.state(vacancy, streamOf('vacancy', lists[0].vacancyId));
    return state.status === 'imported' ? this.policies.ofRound(state.round.pinnedPolicies) : null;
  }

  /** The lists of the round, each with all its applicants in order of the file. */
  private async listsOf(job: ImportJob, { max }: RoundRules): Promise<Map<string, RoundList>> {
    const lists = new Map<string, RoundList>();
    for await (const row of selectionRows(job.content(), max)) {
      if (isFault(row) || isDuplicate(row)) continue;
      const {
        participant,
        formation_code: formationCode,
        formation,
        list,
        gpa,
        twk,
        tiu,
        tkp,
        skb,
      } = row.value;
      const vacancyId = vacancyIdOf(job, row.value);
      const known = lists.get(vacancyId) ?? {
        ...{
          vacancyId,
          formationCode,
          position: formation,
          list,
          finalists: [],
          rowOf: new Map<string, number>(),
        },
      };
      lists.set(vacancyId, known);
      const applicationId = applicationIdOf(job, participant);
      known.finalists.push({
        applicationId,
        participantNo: participant,
        gpa,
        twk,
        tiu,
        tkp,
        skb,
        birthDate: null,
      });
      known.rowOf.set(applicationId, row.row);
    }
    return lists;
  }

  private async openRound(job: ImportJob, list: RoundList, { refs }: RoundRules): Promise<void> {
    const { vacancyId, formationCode, position, finalists } = list;
    const { importId, fileSha256, year } = job;
    const command = {
      type: 'ImportFinishedRound',
      ...{ vacancyId, importId, fileSha256, year, formationCode, position, list: list.list },
      ...{ applicants: finalists.length, pinnedPolicies: [...refs] },
    } as const;
    const context = contextOf(job, 'round', vacancyId);
    const gathered = { given: {}, policies: refs };
    await this.store.execute(vacancy, streamOf('vacancy', vacancyId), command, context, gathered);
  }

  private async recordRows(
    job: ImportJob,
    { max, refs }: RoundRules,
    progress: Progress,
  ): Promise<Omit<Outcome, 'flagged'>> {
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    for await (const chunk of inChunks(selectionRows(job.content(), max), CHUNK)) {
      const readable = chunk.filter(
        (row): row is KeyedRow<SelectionRow> => !isFault(row) && !isDuplicate(row),
      );
      rejected.push(...chunk.filter((row) => isFault(row)));
      duplicate += chunk.filter(isDuplicate).length;
      const results = await this.store.executeEach(
        readable.map((row) =>
          execution({
            decider: application,
            stream: streamOf('application', applicationIdOf(job, row.value.participant)),
            command: applicationOf(job, row),
            context: contextOf(job, 'row', row.values),
            gather: { given: { max }, policies: refs },
          }),
        ),
      );
      results.forEach((result, index) => {
        if (result instanceof DomainError) rejected.push({ row: readable[index].row, code: result.code });
        else accepted++;
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    return { accepted, duplicate, rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  /** Ranks and publishes one list. @returns a flag for every row that nothing separates from the one above */
  private async rank(job: ImportJob, list: RoundList, rules: RoundRules): Promise<RowFlag[]> {
    const { vacancyId, finalists, rowOf } = list;
    const computed = computeRound(vacancyId, finalists, rules);
    await this.stages.record(computed, contextOf(job, 'ranking', vacancyId));
    const { rankingId } = computed.head;
    await this.publications.publish(
      { vacancyId, stage: 'FINAL', rankingId, tieMinuteSha256: null, change: null },
      computed,
      { objection: null, reasonMinChars: 0 },
      contextOf(job, 'publication', vacancyId),
    );
    return computed.rows
      .filter(({ tieBreakUsed }) => tieBreakUsed === 'UNRESOLVED')
      .map(({ applicationId }) => ({ row: rowOf.get(applicationId) ?? 0, flag: 'TIE_UNRESOLVED' }));
  }
}

/** A list without the rows that could not be recorded. */
const without = (list: RoundList, refused: ReadonlySet<number>): RoundList => ({
  ...list,
  finalists: list.finalists.filter(({ applicationId }) => !refused.has(list.rowOf.get(applicationId) ?? 0)),
});

const vacancyIdOf = ({ fileSha256 }: ImportJob, { formation_code, list }: SelectionRow): string =>
  naturalId('vacancy', fileSha256, formation_code, list);

const applicationIdOf = ({ fileSha256 }: ImportJob, participant: string): string =>
  naturalId('application', fileSha256, participant);

const applicationOf = (job: ImportJob, { row, value }: KeyedRow<SelectionRow>) =>
  ({
    type: 'ImportApplication',
    ...{
      applicationId: applicationIdOf(job, value.participant),
      vacancyId: vacancyIdOf(job, value),
      year: job.year,
    },
    ...{ participantNo: value.participant, educationGpa: value.gpa },
    ...{ twk: value.twk, tiu: value.tiu, tkp: value.tkp, skb: value.skb },
    imported: { importId: job.importId, fileSha256: job.fileSha256, row },
  }) as const;

/**
 * Under which a part of the import is recorded: the act of who sent the file, the same command however often it is tried.
 * Another person who sends the file again after an interruption has commands of their own, and finds those parts done.
 */
const contextOf = ({ importId, year, context }: ImportJob, part: string, key: string): CommandContext => {
  const { expectedVersion: _, decision: __, commandId: cause, ...who } = context;
  const commandId = naturalId(importId, part, key, String(year), who.actor);
  return { ...who, commandId, correlation: importId, cause };
};
