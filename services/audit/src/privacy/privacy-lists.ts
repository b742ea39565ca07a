import { keyset, type Page, type PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Shown } from '../inspection/inspection-lists';
import type { DataRequestRow, ErasureRow, LegalHoldRow } from './privacy.projection';
import type { DataRequestSearch, HoldSearch } from './privacy.requests';

interface ListReader {
  readonly actor: string;
  readonly role: string;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const REQUEST = `request_id as "requestId", person_id as "personId", request, kind, status, filed_by as "filedBy",
  ${INSTANT('filed_at')} as "filedAt", ${INSTANT('due_at')} as "dueAt", overdue, ground, until::text as until,
  handled_by as "handledBy", ${INSTANT('handled_at')} as "handledAt", version::int`;
const HOLD = `hold_id as "holdId", person_id as "personId", ground, case_number as "caseNumber", until::text as until,
  placed_by as "placedBy", ${INSTANT('placed_at')} as "placedAt", lifted_by as "liftedBy",
  ${INSTANT('lifted_at')} as "liftedAt", version::int`;
const ERASURE = `subject_id as "subjectId", request_id as "requestId", basis, archive_code as "archiveCode", entries,
  approved_by as "approvedBy", ${INSTANT('erased_at')} as "erasedAt", version::int`;

/** HR and inspectors see every request, others their own. $1 who reads, $2 under which role. */
const SEEN = `($2::text in ('hr_admin', 'inspector') or person_id = $1::uuid)`;

const newest = {
  requests: keyset('data-requests', { at: 'instant', id: 'uuid' }),
  holds: keyset('legal-holds', { at: 'instant', id: 'uuid' }),
  erasures: keyset('erasures', { at: 'instant', id: 'uuid' }),
};

/** The lists of requests, holds and erasures, newest first. */
@Injectable()
export class PrivacyLists {
  constructor(private readonly db: DataSource) {}

  async requests(
    { actor, role }: ListReader,
    { cursor, limit, personId, kind, status, overdue }: DataRequestSearch,
  ): Promise<Page<Shown<DataRequestRow>>> {
    const after = newest.requests.after(cursor);
    const rows = await this.db.query<Shown<DataRequestRow>[]>(
      `select ${REQUEST} from rm.data_request where ${SEEN} and ($3::uuid is null or person_id = $3)
         and ($4::text is null or kind = $4) and ($5::text is null or status = $5)
         and ($6::boolean is null or overdue = $6)
         and ($7::timestamptz is null or (filed_at, request_id) < ($7, $8::uuid))
       order by filed_at desc, request_id desc limit $9`,
      [
        ...[readerOf(actor), role, personId ?? null, kind ?? null, status ?? null],
        ...[overdue === undefined ? null : overdue === 'true'],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.requests.page(rows, limit, ({ filedAt: at, requestId: id }) => ({ at, id }));
  }

  /** @throws NotFound DATA_REQUEST_NOT_FOUND, of what the reader may not see too */
  async request({ actor, role }: ListReader, id: string): Promise<Shown<DataRequestRow>> {
    const [row] = await this.db.query<Shown<DataRequestRow>[]>(
      `select ${REQUEST} from rm.data_request where request_id = $3 and ${SEEN}`,
      [readerOf(actor), role, id],
    );
    if (!row) throw new NotFound('DATA_REQUEST_NOT_FOUND', 'There is no such request for you to read.');
    return row;
  }

  /** Requests that were refused on a hold whose last day nobody knew, oldest first. */
  async heldOpenly(): Promise<readonly Pick<DataRequestRow, 'personId' | 'request' | 'requestId'>[]> {
    return this.db.query<Pick<DataRequestRow, 'personId' | 'request' | 'requestId'>[]>(
      `select person_id as "personId", request, request_id as "requestId" from rm.data_request
       where status = 'REFUSED' and ground = 'LEGAL_HOLD' and until is null order by filed_at, request_id`,
    );
  }

  /** @param today legal date on which a hold stands */
  async holds(
    { cursor, limit, personId, standing }: HoldSearch,
    today: string,
  ): Promise<Page<Shown<LegalHoldRow>>> {
    const after = newest.holds.after(cursor);
    const rows = await this.db.query<Shown<LegalHoldRow>[]>(
      `select ${HOLD} from rm.legal_hold where ($1::uuid is null or person_id = $1)
         and ($2::boolean is null or (lifted_at is null and (until is null or until >= $3::date)) = $2)
         and ($4::timestamptz is null or (placed_at, hold_id) < ($4, $5::uuid))
       order by placed_at desc, hold_id desc limit $6`,
      [
        ...[personId ?? null, standing === undefined ? null : standing === 'true', today],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.holds.page(rows, limit, ({ placedAt: at, holdId: id }) => ({ at, id }));
  }

  /** Whose a hold is. @throws NotFound HOLD_NOT_FOUND */
  async heldBy(holdId: string): Promise<string> {
    const [row] = await this.db.query<{ id: string }[]>(
      'select person_id as id from rm.legal_hold where hold_id = $1',
      [holdId],
    );
    if (!row) throw new NotFound('HOLD_NOT_FOUND', 'There is no such hold for you to read or lift.');
    return row.id;
  }

  async erasures({ cursor, limit }: PageRequest): Promise<Page<Shown<ErasureRow>>> {
    const after = newest.erasures.after(cursor);
    const rows = await this.db.query<Shown<ErasureRow>[]>(
      `select ${ERASURE} from rm.erasure where ($1::timestamptz is null or (erased_at, subject_id) < ($1, $2::uuid))
       order by erased_at desc, subject_id desc limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return newest.erasures.page(rows, limit, ({ erasedAt: at, subjectId: id }) => ({ at, id }));
  }
}
