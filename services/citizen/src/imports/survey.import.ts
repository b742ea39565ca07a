import { EventStore, execution } from '@jejak/event-store';
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
  type Survey as Looked,
} from '@jejak/imports';
import { DomainError, naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { survey } from '../survey/survey.decider';
import { sameAnswers, surveyResponse } from '../survey/survey-response.decider';
import { responseIdOf, surveyStream } from '../survey/surveys';
import type { Answers } from '../survey/survey-response.decider';
import { type ElementMap, type SurveyRow, surveyRows } from './survey-file';

const CHUNK = 500;

/** A row that would be recorded. */
type Fresh = KeyedRow<SurveyRow> & { readonly responseId: string };
interface Judged {
  readonly fresh: readonly Fresh[];
  readonly faults: readonly RowFault[];
  readonly duplicate: number;
}

/** Takes over the answers of a survey that were given on paper or elsewhere. @source domain.md 2.9, import `survey` */
@Injectable()
export class SurveyImport {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
  ) {}

  /**
   * The kind of file for one survey.
   * @param map which element each column asks about
   */
  of(surveyId: string, map: ElementMap): ImportKind {
    return {
      kind: 'survey',
      survey: (job) => this.look(job, surveyId, map),
      record: (job, progress) => this.record(job, progress, surveyId, map),
    };
  }

  private async look(job: ImportJob, surveyId: string, map: ElementMap): Promise<Looked> {
    await this.collecting(surveyId);
    const faults: RowFault[] = [];
    let [rows, duplicate] = [0, 0];
    for await (const chunk of inChunks(surveyRows(job.content(), map), CHUNK)) {
      const judged = await this.judge(chunk, surveyId);
      rows += chunk.length;
      duplicate += judged.duplicate;
      faults.push(...judged.faults);
    }
    return { rows, duplicate, faults: faults.sort((a, b) => a.row - b.row) };
  }

  private async record(
    job: ImportJob,
    progress: Progress,
    surveyId: string,
    map: ElementMap,
  ): Promise<Outcome> {
    const { unitId } = await this.collecting(surveyId);
    const rejected: RowFault[] = [];
    let [done, accepted, duplicate] = [0, 0, 0];
    await progress.phase('RECORDING');
    for await (const chunk of inChunks(surveyRows(job.content(), map), CHUNK)) {
      const judged = await this.judge(chunk, surveyId);
      rejected.push(...judged.faults);
      duplicate += judged.duplicate;
      const results = await this.store.executeEach(
        judged.fresh.map(({ responseId, value, values }) => {
          const { expectedVersion: _, decision: __, commandId: cause, ...who } = job.context;
          const commandId = naturalId('survey', surveyId, value.respondent, values, who.actor);
          return execution({
            decider: surveyResponse,
            stream: streamOf('survey-response', responseId),
            command: {
              ...({ type: 'RecordResponse', responseId, surveyId, unitId, channel: 'IMPORT' } as const),
              answers: value.answers,
            },
            context: { ...who, commandId, correlation: job.importId, cause },
            gather: async () => ({ given: { surveyStatus: (await this.stateOf(surveyId)).status } }),
          });
        }),
      );
      results.forEach((result, at) => {
        if (result instanceof DomainError) rejected.push({ row: judged.fresh[at].row, code: result.code });
        else if (result.events.length === 0) duplicate++;
        else accepted++;
      });
      done += chunk.length;
      await progress.rows(done, rejected.length);
    }
    return { accepted, duplicate, flagged: [], rejected: rejected.sort((a, b) => a.row - b.row) };
  }

  private async stateOf(surveyId: string) {
    return (await this.store.state(survey, surveyStream(surveyId))).state;
  }

  /** @throws NotFound SURVEY_NOT_FOUND: also for one that nobody plans any more */
  private async collecting(surveyId: string): Promise<{ readonly unitId: string }> {
    const state = await this.stateOf(surveyId);
    if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
    return { unitId: state.plan.unitId };
  }

  /** What each row would come to. The survey itself decides when it is recorded. */
  private async judge(
    rows: readonly (KeyedRow<SurveyRow> | DuplicateRow | RowFault)[],
    surveyId: string,
  ): Promise<Judged> {
    const faults = rows.filter((row): row is RowFault => isFault(row));
    const read = rows
      .filter((row): row is KeyedRow<SurveyRow> => 'value' in row)
      .map((row) => ({ ...row, responseId: responseIdOf(surveyId, row.value.respondent) }));
    const known = await this.known(read.map(({ responseId }) => responseId));
    let duplicate = rows.filter(isDuplicate).length;
    const fresh: Fresh[] = [];
    for (const row of read) {
      const recorded = known.get(row.responseId);
      if (recorded === undefined) fresh.push(row);
      else if (sameAnswers(recorded, row.value.answers)) duplicate++;
      else faults.push({ row: row.row, code: 'IMPORT_MISMATCH' });
    }
    return { fresh, faults, duplicate };
  }

  private async known(ids: readonly string[]): Promise<ReadonlyMap<string, Answers>> {
    const rows = await this.db.query<{ id: string; answers: Answers }[]>(
      `SELECT response_id AS id, jsonb_build_object('U1', u1, 'U2', u2, 'U3', u3, 'U4', u4, 'U5', u5, 'U6', u6,
         'U7', u7, 'U8', u8, 'U9', u9) AS answers FROM rm.survey_response WHERE response_id = ANY($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, answers }) => [id, answers]));
  }
}
