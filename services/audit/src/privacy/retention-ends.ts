import type { KeyStore } from '@jejak/event-store';
import { keyset, type Page, type PageRequest } from '@jejak/http';
import { type Clock, plusDays, plusMonths } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { CLOCK, KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonalRecords } from './personal-records';
import { yearsOf } from './privacy-files';
import { type RetentionEnded, retentionEnded } from './retention';

/** Somebody of whom the law keeps nothing any more, and whose key is still there. */
export interface EndedPerson extends RetentionEnded {
  readonly personId: string;
  /** Ids under which the same person is known too. */
  readonly otherIds: readonly string[];
  /** Entries of the log that an erasure would make unreadable. */
  readonly entries: number;
  /** A hold or an open inspection stands against it. */
  readonly held: boolean;
  /** An erasure is filed and waits. */
  readonly filed: boolean;
  /** The log is known to lack facts that may be about what is kept. */
  readonly logIncomplete: boolean;
}

const GOVERNING = 'gov.other';
const MONTHS = 12;
/** So many people are looked at for one answer: it may hold fewer of them than asked for, and says where to go on. */
const LOOKED_AT = 200;

/** Whoever applied, left or complained so long ago that it may be over, and was not erased. $1 … $3 the last instants of each. */
const MAY_BE_OVER = `
select id from (
  select left(data->>'applicantId', 36) as id from ledger.entry where name = 'ApplicationSubmitted' and at < $1
  union select left(data->>'employeeId', 36) from ledger.entry where name = 'EmploymentEnded' and left(data->>'on', 10) < $2
  union select left(data->>'complainantId', 36) from ledger.entry where name = 'ComplaintFiled' and at < $3) person
where id is not null and ($4::text is null or id > $4) and not exists (
  select from ledger.entry where name = 'SubjectKeyDestroyed' and left(data->>'subjectId', 36) = person.id)
order by id limit $5`;

const people = keyset('retention-ended', { id: 'uuid' });
/** The cursor that goes on after somebody who was looked at, whether they are in the answer or not. */
const behind = (personId: string): string | null =>
  people.page([personId, personId], 1, (id) => ({ id })).next;

/**
 * People whose retention has ended, for the data officer to decide on: nothing goes by itself, since what is destroyed nobody brings back. It is
 * asked of the log by the very rule by which an erasure is refused. @source domain.md 2.6
 */
@Injectable()
export class RetentionEnds {
  constructor(
    private readonly db: DataSource,
    private readonly policies: Policies,
    private readonly records: PersonalRecords,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By id, a page at a time. @throws RuleViolated POLICY_MISSING */
  async page({ cursor, limit }: Pick<PageRequest, 'cursor' | 'limit'>): Promise<Page<EndedPerson>> {
    const { calendar, date: today } = await this.policies.cityDay(this.clock.now());
    const years = yearsOf(parametersOf(await this.policies.inForce(GOVERNING, today)));
    // A day more than can be over: days of the month that some months lack, and the zone. The rule itself says who it is.
    const before = (kind: keyof typeof years): string =>
      plusDays(plusMonths(today, -years[kind] * MONTHS), 1);
    const after = people.after(cursor)?.id ?? null;
    const candidates = await this.db.query<{ id: string }[]>(MAY_BE_OVER, [
      ...[before('APPLICATION'), before('PERSONNEL_FILE'), before('COMPLAINT'), after, LOOKED_AT],
    ]);
    const found: EndedPerson[] = [];
    let last: string | null = null;
    for (const { id: personId } of candidates) {
      if (found.length === limit) break;
      last = personId;
      // The key of a complaint ends by its own time too, without anybody being asked.
      if (await this.keys.isDestroyed(personId)) continue;
      const { records, otherIds, sealed, inspections, logIncomplete } = await this.records.of(
        personId,
        calendar,
      );
      const ended = retentionEnded(records, years, today);
      if (ended === null) continue;
      const entries = Object.values(sealed).reduce((sum, count) => sum + count, 0);
      const { held, filed } = await this.standing([personId, ...otherIds], today);
      found.push({
        ...{ personId, otherIds, ...ended, entries, filed, logIncomplete },
        held: held || inspections.length > 0,
      });
    }
    const more = last !== null && (last !== candidates.at(-1)?.id || candidates.length === LOOKED_AT);
    return { items: found, next: more && last !== null ? behind(last) : null };
  }

  private async standing(
    ids: readonly string[],
    today: string,
  ): Promise<{ readonly held: boolean; readonly filed: boolean }> {
    const [row] = await this.db.query<{ held: boolean; filed: boolean }[]>(
      `select exists (select from rm.legal_hold where person_id = any($1::uuid[]) and lifted_at is null
                        and (until is null or until >= $2::date)) as held,
              exists (select from rm.data_request where person_id = any($1::uuid[]) and kind = 'ERASE'
                        and status = 'OPEN') as filed`,
      [ids, today],
    );
    return row;
  }
}
