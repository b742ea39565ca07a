import { type CommandContext, EventStore, execution } from '@jejak/event-store';
import {
  type DuplicateRow,
  type ImportJob,
  type ImportKind,
  inChunks,
  isDuplicate,
  isFault,
  type KeyedRow,
  type Outcome,
  type Progress,
  type RowFault,
  type Survey,
} from '@jejak/imports';
import { decimal, DomainError, naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { application } from '../application/application.decider';
import { type FileGiven, paperOutOfRange, pointsOutOfRange } from '../application/imported-scores';
import { SelectionPolicies } from '../policies/selection-policies';
import type { VacancyRules } from '../policies/vacancy-rules';
import { Panels } from '../panel/panels';
import { type AnnouncedStages, barredByFile, schemeOf } from '../selection/scheme';
import { percentOf } from '../selection/skb';
import { subtestOutOfRange } from '../selection/skd';
import type { ComponentScores } from '../selection/weighted';
import { type ScoresRow, scoresRows } from './scores-file';

/** Rows recorded in one transaction. */
const CHUNK = 500;

interface Scored {
  readonly applicationId: string;
  readonly participantNo: string;
  readonly vacancyId: string;
  readonly pinnedPolicies: readonly string[];
  readonly status: string;
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
  readonly assessed: ComponentScores;
  readonly stages: AnnouncedStages;
}

/** A row whose participant is known. */
interface Found {
  readonly row: KeyedRow<ScoresRow>;
  readonly scored: Scored;
  readonly rules: VacancyRules;
  readonly file: FileGiven;
}

type Sorted = Found | RowFault | DuplicateRow;

/** Takes over the scores that the test provider gives for the applicants of vacancies. @source domain.md 2.9, import `scores` */
@Injectable()
export class ScoresImport implements ImportKind {
  readonly kind = 'scores';

  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly policies: SelectionPolicies,
    private readonly panels: Panels,
  ) {}

  async survey(job: ImportJob): Promise<Survey> {
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const chunk of inChunks(scoresRows(job.content()), CHUNK))
      for (const row of await this.sorted(chunk)) {
        rows++;
        if (isFault(row)) faults.push(row);
        else if (isDuplicate(row)) duplicate++;
      }
    return { rows, duplicate, faults: faults.sort((a, b) => a.row - b.row) };
  }

  async record(job: ImportJob, progress: Progress): Promise<Outcome> {
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(scoresRows(job.content()), CHUNK)) {
      const sorted = await this.sorted(chunk);
      const found = sorted.filter((row): row is Found => !isFault(row) && !isDuplicate(row));
      rejected.push(...sorted.filter((row) => isFault(row)));
      duplicate += sorted.filter(isDuplicate).length;
      const results = await this.store.executeEach(
        found.map(({ row, scored, rules, file }) =>
          execution({
            decider: application,
            stream: streamOf('application', scored.applicationId),
            command: commandOf(row.value, job.fileSha256),
            context: contextOf(job, row.values),
            gather: { given: { max: rules.max, file }, policies: rules.refs },
          }),
        ),
      );
      results.forEach((result, index) => {
        if (result instanceof DomainError) rejected.push({ row: found[index].row.row, code: result.code });
        else accepted++;
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  /**
   * What each row would do, by the read model. The application itself decides when it is recorded: this tells a sender who
   * wants all or nothing.
   */
  private async sorted(chunk: readonly (KeyedRow<ScoresRow> | DuplicateRow | RowFault)[]): Promise<Sorted[]> {
    const readable = chunk.filter((row): row is KeyedRow<ScoresRow> => !isFault(row) && !isDuplicate(row));
    const known = await this.participants(readable.map(({ value }) => value.participant));
    const rules = new Map<string, VacancyRules>();
    for (const { pinnedPolicies } of known.values()) {
      const refs = pinnedPolicies.join();
      if (!rules.has(refs)) rules.set(refs, await this.policies.ofVacancy(pinnedPolicies));
    }
    const withPanel = new Set<string>();
    for (const vacancyId of new Set([...known.values()].map((scored) => scored.vacancyId)))
      if ((await this.panels.appointed(vacancyId)).state) withPanel.add(vacancyId);
    return chunk.map((row): Sorted => {
      if (isFault(row) || isDuplicate(row)) return row;
      const scored = known.get(row.value.participant);
      if (!scored) return { row: row.row, code: 'PARTICIPANT_UNKNOWN', column: 'participant' };
      // Every vacancy found has had its rules read above.
      const ruled = rules.get(scored.pinnedPolicies.join()) as VacancyRules;
      const hasPanel = withPanel.has(scored.vacancyId);
      const { pppk, catMax } = ruled;
      const file = { scheme: schemeOf(scored.stages), hasPanel, pppk, catMax };
      return judged({ row, scored, rules: ruled, file });
    });
  }

  private async participants(numbers: readonly string[]): Promise<Map<string, Scored>> {
    const rows = await this.db.query<Scored[]>(
      `SELECT a.application_id AS "applicationId", a.participant_no AS "participantNo", a.status,
         a.vacancy_id AS "vacancyId", v.pinned_policies AS "pinnedPolicies", a.twk, a.tiu, a.tkp, a.cat::text, a.interview::text, a.psychological::text,
         a.assessed, v.stages
       FROM rm.application a JOIN rm.vacancy v USING (vacancy_id)
       WHERE a.participant_no = ANY($1) AND a.import_id IS NULL`,
      [numbers],
    );
    return new Map(rows.map((row) => [row.participantNo, row]));
  }
}

/** What a component is recorded as; undefined where it is not. */
const recordedAs = ({ cat, interview, psychological, assessed }: Scored): ComponentScores => ({
  ...assessed,
  ...(cat === null ? {} : { CAT: cat }),
  ...(interview === null ? {} : { INTERVIEW: interview }),
  ...(psychological === null ? {} : { PSYCHOLOGICAL: psychological }),
});

/** Whether a row says what is recorded already, or what cannot be recorded. */
const judged = (found: Found): Sorted => {
  const { row, scored, rules, file } = found;
  const { value } = row;
  if (scored.status === 'withdrawn') return { row: row.row, code: 'ILLEGAL_TRANSITION' };
  const barred = barredByFile(
    value.test === 'SKB' ? value.component : value.test,
    file.scheme,
    file.hasPanel,
  );
  if (barred)
    return {
      ...{ row: row.row, code: 'RULE_VIOLATED' },
      ...(value.test === 'SKB' ? { column: 'component' } : {}),
    };
  if (value.test === 'COMPETENCY') return competency(found, value);
  if (value.test === 'SKD') {
    const subtest = subtestOutOfRange(value, rules.max);
    if (subtest) return { row: row.row, code: 'SCORE_OUT_OF_RANGE', column: subtest.toLowerCase() };
    if (scored.twk === null)
      return scored.status === 'admin-passed' ? found : { row: row.row, code: 'ILLEGAL_TRANSITION' };
    const same = scored.twk === value.twk && scored.tiu === value.tiu && scored.tkp === value.tkp;
    return same ? { row: row.row, duplicate: true } : { row: row.row, code: 'IMPORT_MISMATCH' };
  }
  const { raw, of, component } = value;
  const column = pointsOutOfRange(value, rules.catMax);
  if (column) return { row: row.row, code: 'SCORE_OUT_OF_RANGE', column };
  const recorded = recordedAs(scored)[component];
  if (recorded !== undefined)
    return decimal(recorded).equals(percentOf(raw, of))
      ? { row: row.row, duplicate: true }
      : { row: row.row, code: 'IMPORT_MISMATCH' };
  const after = file.scheme.kind === 'SKD_SKB' ? 'skd-passed' : 'admin-passed';
  return scored.status === after ? found : { row: row.row, code: 'ILLEGAL_TRANSITION' };
};

/** The same of the test of a PPPK, which is recorded whole. */
const competency = (
  found: Found,
  { technical, managerial, sociocultural, interview }: Extract<ScoresRow, { test: 'COMPETENCY' }>,
): Sorted => {
  const { scored, file } = found;
  const { row } = found.row;
  const points = { technical, managerial, sociocultural, interview };
  const paper = paperOutOfRange(points, file.pppk);
  if (paper) return { row, code: 'SCORE_OUT_OF_RANGE', column: paper };
  const { TECHNICAL, MANAGERIAL, SOCIOCULTURAL, INTERVIEW } = scored.assessed;
  if (TECHNICAL === undefined)
    return scored.status === 'admin-passed' ? found : { row, code: 'ILLEGAL_TRANSITION' };
  const recorded = [TECHNICAL, MANAGERIAL, SOCIOCULTURAL, INTERVIEW].join();
  return recorded === Object.values(points).join()
    ? { row, duplicate: true }
    : { row, code: 'IMPORT_MISMATCH' };
};

const commandOf = (value: ScoresRow, fileSha256: string) => {
  switch (value.test) {
    case 'SKD': {
      const { twk, tiu, tkp } = value;
      return { type: 'RecordSkdScores', twk, tiu, tkp, fileSha256 } as const;
    }
    case 'SKB': {
      const { component, raw, of } = value;
      return { type: 'RecordSkbComponent', component, raw, of, fileSha256 } as const;
    }
    case 'COMPETENCY': {
      const { technical, managerial, sociocultural, interview } = value;
      return {
        type: 'RecordCompetency',
        technical,
        managerial,
        sociocultural,
        interview,
        fileSha256,
      } as const;
    }
  }
};

/** The test provider's act; the same row of the same file is the same command. Its refusal is a line of the report. */
const contextOf = ({ importId, context }: ImportJob, values: string): CommandContext => {
  const { expectedVersion: _, decision: __, commandId: cause, ...who } = context;
  return { ...who, commandId: naturalId(importId, 'row', values, who.actor), correlation: importId, cause };
};
