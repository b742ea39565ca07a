import { PUBLISHED_STAGES, type VacancyAnnounced } from '@jejak/contracts/recruitment';
import { type Recorded, Unavailable } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { personRecipient } from '../people/addressees';
import { caseSubjects } from '../people/case-subject.projection';
import { PersonSubscriptions } from '../subscription/person-subscriptions';
import { Subscribers } from '../subscriber/subscribers';
import { fits } from './vacancy-match';
import type { Reader } from './notice-table';

/** So long the read model of cases is awaited; then the event is tried again. */
const SEEN_MS = 5_000;

/** Finds whom a fact is news to. */
@Injectable()
export class Readers {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly subscriptions: PersonSubscriptions,
    private readonly subscribers: Subscribers,
  ) {}

  /** Recipients, sorted, each once. @throws Unavailable where what it needs is on its way */
  async of(readers: readonly Reader[], event: Recorded): Promise<string[]> {
    const found = await Promise.all(readers.map((reader) => this.each(reader, event)));
    return [...new Set(found.flat())].sort();
  }

  private async each(reader: Reader, { envelope: { stream } }: Recorded): Promise<readonly string[]> {
    switch (reader.as) {
      case 'PERSON':
        return [personRecipient(reader.personId)];
      case 'ROLE':
        return [`role:${reader.role}`];
      case 'SUBJECT':
        return [personRecipient(await this.subjectOf(stream))];
      case 'APPLICANT':
        return this.applicants('application_id = $1', [reader.applicationId]);
      case 'APPLICANTS': {
        const { vacancyId, stage } = reader;
        // Who is out after an earlier stage has no part in this one's result.
        const told =
          stage === null ? PUBLISHED_STAGES : PUBLISHED_STAGES.slice(PUBLISHED_STAGES.indexOf(stage));
        return this.applicants('vacancy_id = $1 and (out_after is null or out_after = any($2::text[]))', [
          ...[vacancyId, told],
        ]);
      }
      case 'BOARD':
        return this.board(reader.vacancy);
      case 'PUBLIC':
        return this.subscribers.of(reader.topic);
      case 'SUBSCRIBER':
        return [`subscriber:${reader.subscriberId}`];
    }
  }

  private async subjectOf(stream: string): Promise<string> {
    const known = async (): Promise<string | undefined> => {
      const [row] = await this.db.query<{ id: string }[]>(
        'select person_id as id from rm.case_subject where stream = $1',
        [stream],
      );
      return row?.id;
    };
    const before = await known();
    if (before !== undefined) return before;
    // The fact that opened the case is the first of the same stream.
    await this.projections.reached(caseSubjects, stream, 1, SEEN_MS);
    const now = await known();
    if (now === undefined) throw new Unavailable('UNAVAILABLE', 'The case is not known here yet.');
    return now;
  }

  /** @param condition SQL of this file alone */
  private async applicants(condition: string, values: unknown[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select distinct applicant_id as id from rm.application where ${condition}`,
      values,
    );
    return rows.map(({ id: applicantId }) => personRecipient(applicantId));
  }

  /** What somebody looks for stands in the log alone: it is read there, of those whom the rest of their filter lets through. */
  private async board(vacancy: VacancyAnnounced['data']): Promise<string[]> {
    const rows = await this.db.query<{ personId: string; filterId: string }[]>(
      `select person_id as "personId", filter_id as "filterId" from rm.vacancy_filter
       where (unit_id is null or unit_id = $1) and (formation_kind is null or formation_kind = $2) order by 1, 2`,
      [vacancy.unitId, vacancy.formationKind],
    );
    const told = await Promise.all(
      rows.map(async ({ personId, filterId }) => {
        const { state } = await this.subscriptions.of(personId);
        const filter = state.filters.get(filterId);
        return filter && fits(vacancy, filter) ? [personRecipient(personId)] : [];
      }),
    );
    return told.flat();
  }
}
