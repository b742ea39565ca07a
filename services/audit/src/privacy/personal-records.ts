import type { EmployeeRegistered, EmploymentEnded } from '@jejak/contracts/career';
import type { ComplaintClosed, ComplaintForwarded, ComplaintReopened } from '@jejak/contracts/citizen';
import type {
  ApplicationSubmitted,
  CandidateAppointed,
  StageResultPublished,
  VacancyCancelled,
} from '@jejak/contracts/recruitment';
import type { KeyStore } from '@jejak/event-store';
import { type Calendar, isUuid, legalDate, type StreamRef, streamOf } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ControlledLog } from '../control/controlled-log';
import type { LogFact } from '../control/log-fact';
import type { KeptRecord } from './retention';

/** What the log has of one person, as an erasure needs it. */
export interface PersonalRecord {
  readonly records: readonly KeptRecord[];
  /** Under which the same person is known too. */
  readonly otherIds: readonly string[];
  /** Entries with something sealed, by id. */
  readonly sealed: Readonly<Record<string, number>>;
  /** Open inspections that look at something about the person. */
  readonly inspections: readonly string[];
  readonly logIncomplete: boolean;
  /** The exact versions that were read. */
  readonly inputs: readonly StreamRef[];
}

/** Whose facts say what the law keeps of a person. */
const KEEPERS = ['recruitment', 'career', 'citizen'];
/** The whole log. */
const ALL = Number.MAX_SAFE_INTEGER;

/** What was read of one id, with the facts that say it. */
interface Read {
  readonly records: KeptRecord[];
  readonly facts: LogFact[];
}

/** Reads in the log what is kept of a person: everything that every service ever said, whatever became of its own tables. */
@Injectable()
export class PersonalRecords {
  constructor(
    private readonly db: DataSource,
    private readonly log: ControlledLog,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** Whether the city knows of somebody by this id: an applicant, an employee, who filed a complaint. */
  async knows(personId: string): Promise<boolean> {
    const streams = [streamOf('applicant', personId), streamOf('employee', personId)];
    return (await this.log.hasOne(streams)) || (await this.complaintOf(personId)) !== null;
  }

  /** Who filed a complaint, by the keyed hash of its code; null where no complaint has it. */
  async complainantBy(trackingKey: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string | null }[]>(
      `select data->>'complainantId' as id from ledger.entry
       where name = 'ComplaintFiled' and left(data->>'trackingKey', 64) = $1 limit 1`,
      [trackingKey],
    );
    return row?.id != null && isUuid(row.id) ? row.id : null;
  }

  /** @param personId of somebody whose key is there */
  async of(personId: string, calendar: Calendar): Promise<PersonalRecord> {
    const otherIds = await this.otherIdsOf(personId);
    const ids = [personId, ...otherIds];
    const pseudonyms = await Promise.all(ids.map((id) => this.pseudonym(id)));
    const living = pseudonyms.flatMap((pseudonym) => pseudonym ?? []);
    const read: Read = { records: [], facts: [] };
    for (const pseudonym of living) {
      await this.readSelection(pseudonym, calendar, read);
      await this.readEmployment(pseudonym, read);
    }
    await this.readComplaint(personId, calendar, read);
    const counts = await this.sealedOf(living);
    return {
      ...{ records: read.records, otherIds, inputs: headsOf(read.facts) },
      sealed: Object.fromEntries(ids.map((id, at) => [id, counts.get(pseudonyms[at] ?? '') ?? 0])),
      inspections: await this.inspectionsOf(living),
      logIncomplete: await this.lacksFacts(living),
    };
  }

  /** Null of an id that was erased by itself. */
  private async pseudonym(id: string): Promise<string | null> {
    return (await this.keys.isDestroyed(id)) ? null : this.keys.pseudonym(id);
  }

  /** An applicant who was appointed, and the employee that came of it, are one person. */
  private async otherIdsOf(personId: string): Promise<string[]> {
    const mine = await this.pseudonym(personId);
    const appointed = await this.log.having<CandidateAppointed>(
      ...(['recruitment', 'CandidateAppointed', ['employeeId', personId], ALL] as const),
    );
    const asEmployee = await this.log.streams<ApplicationSubmitted>(
      appointed.map(({ envelope }) => envelope.stream),
      ['ApplicationSubmitted'],
      ALL,
    );
    const asApplicant =
      mine === null
        ? []
        : await this.log.about<CandidateAppointed>('recruitment', ['CandidateAppointed'], mine);
    const ids = [
      ...asEmployee.flatMap(({ data }) => data.applicantId ?? []),
      ...asApplicant.map(({ data }) => data.employeeId),
    ];
    return [...new Set(ids)].filter((id) => id !== personId).sort();
  }

  /** What somebody applied for: kept from the first FINAL publication on, or from when the vacancy was cancelled. */
  private async readSelection(
    pseudonym: string,
    calendar: Calendar,
    { records, facts }: Read,
  ): Promise<void> {
    const submitted = await this.log.about<ApplicationSubmitted>(
      ...(['recruitment', ['ApplicationSubmitted'], pseudonym] as const),
    );
    const vacancies = [...new Set(submitted.map(({ data }) => streamOf('vacancy', data.vacancyId)))];
    const ends = await this.log.streams<StageResultPublished | VacancyCancelled>(
      vacancies,
      ['StageResultPublished', 'VacancyCancelled'],
      ALL,
    );
    facts.push(...submitted, ...ends);
    for (const vacancy of vacancies) {
      const end = ends.find(
        ({ envelope, ...fact }) =>
          envelope.stream === vacancy &&
          (fact.type === 'VacancyCancelled' || (fact.data.stage === 'FINAL' && fact.data.version === 1)),
      );
      records.push({ kind: 'APPLICATION', from: end ? legalDate(end.envelope.at, calendar) : null });
    }
  }

  /** The file of an employee, of who is appointed too: kept from the last day of employment on. */
  private async readEmployment(pseudonym: string, { records, facts }: Read): Promise<void> {
    const registered = await this.log.about<EmployeeRegistered>(
      ...(['career', ['EmployeeRegistered'], pseudonym] as const),
    );
    const appointed = await this.log.about<CandidateAppointed>(
      ...(['recruitment', ['CandidateAppointed'], pseudonym] as const),
    );
    facts.push(...registered, ...appointed);
    const ids = [...registered, ...appointed].map(({ data }) => data.employeeId);
    for (const id of new Set(ids)) {
      const ended = await this.log.streams<EmploymentEnded>(
        [streamOf('employment', id)],
        ['EmploymentEnded'],
        ALL,
      );
      facts.push(...ended);
      records.push({ kind: 'PERSONNEL_FILE', from: ended.at(-1)?.data.on ?? null });
    }
  }

  /** What somebody complained about: kept from when it was settled on. */
  private async readComplaint(personId: string, calendar: Calendar, { records, facts }: Read): Promise<void> {
    const complaint = await this.complaintOf(personId);
    if (complaint === null) return;
    const [last] = (
      await this.log.streams<ComplaintClosed | ComplaintForwarded | ComplaintReopened>(
        [complaint],
        ['ComplaintClosed', 'ComplaintForwarded', 'ComplaintReopened'],
        ALL,
      )
    ).slice(-1);
    if (last) facts.push(last);
    const settled = last !== undefined && last.type !== 'ComplaintReopened';
    records.push({ kind: 'COMPLAINT', from: settled ? legalDate(last.envelope.at, calendar) : null });
  }

  private async complaintOf(personId: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }[]>(
      `select data->>'complaintId' as id from ledger.entry
       where name = 'ComplaintFiled' and left(data->>'complainantId', 36) = $1 limit 1`,
      [personId],
    );
    return row ? streamOf('complaint', row.id) : null;
  }

  private async sealedOf(pseudonyms: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.query<{ subject: string; entries: number }[]>(
      `select subject, count(*)::int as entries from ledger.entry
       where subject = any($1::text[]) and personal is not null group by subject`,
      [pseudonyms],
    );
    return new Map(rows.map(({ subject, entries }) => [subject, entries]));
  }

  private async inspectionsOf(pseudonyms: readonly string[]): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select inspection_id as id from rm.inspection where status = 'OPEN' and objects ?| array(
         select distinct l.stream from ledger.entry e join ledger.log_entry l using (idx)
         where e.subject = any($1::text[])) order by 1`,
      [pseudonyms],
    );
    return rows.map(({ id }) => id);
  }

  /** Numbers that are known to exist and have not come, a source that was stopped, an entry about the person that nobody can read. */
  private async lacksFacts(pseudonyms: readonly string[]): Promise<boolean> {
    const rows = await this.db.query<object[]>(
      `select from ledger.source where src = any($1::text[]) and (claimed > logged or stopped_at is not null)
       union all select from ledger.entry where subject = any($2::text[]) and payload <> 'opens' limit 1`,
      [KEEPERS, pseudonyms],
    );
    return rows.length > 0;
  }
}

/** Of each stream the newest version that was read. */
const headsOf = (facts: readonly LogFact[]): StreamRef[] => {
  const heads = new Map<string, StreamRef>();
  for (const { envelope } of facts) {
    const { stream, version: ver, hash } = envelope;
    if ((heads.get(stream)?.ver ?? 0) < ver) heads.set(stream, { stream, ver, hash });
  }
  return [...heads.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1));
};
