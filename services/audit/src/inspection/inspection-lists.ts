import { keyset, type Page } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EvidenceRequestRow, FindingRow, InspectionRow } from './inspection.projection';
import type { EvidenceRequestSearch, FindingSearch, InspectionSearch } from './inspection.requests';

/** A row as it is shown: with the version of the stream that it shows, for If-Match. */
export type Shown<Row> = Row & { readonly version: number };

/** Who reads, and under which role. */
interface ListReader {
  readonly actor: string;
  readonly role: string;
}
/** And on which legal date duties are looked up. */
export interface DatedReader extends ListReader {
  readonly date: string;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const INSPECTION = `inspection_id as "inspectionId", inspector_id as "inspectorId", assignment, units, objects,
  from_date::text as "fromDate", to_date::text as "toDate", status, ${INSTANT('opened_at')} as "openedAt",
  ${INSTANT('closed_at')} as "closedAt", version::int`;
const REQUEST = `request_id as "requestId", inspection_id as "inspectionId", request, asked_of as "askedOf",
  due_on::text as "dueOn", status, overdue, ${INSTANT('requested_at')} as "requestedAt",
  ${INSTANT('provided_at')} as "providedAt", version::int`;
const FINDING = `finding_id as "findingId", inspection_id as "inspectionId", finding, unit_id as "unitId", about, severity,
  status, replied, answered, accepted, overdue, reply_by::text as "replyBy", follow_up_by::text as "followUpBy",
  ${INSTANT('shared_at')} as "sharedAt", ${INSTANT('issued_at')} as "issuedAt", ${INSTANT('ended_at')} as "endedAt",
  version::int`;

/** Inspectors see every request, others what they are asked for. $1 who reads, $2 under which role. */
const REQUEST_SEEN = `($2::text = 'inspector' or asked_of = $1::uuid)`;
/**
 * Inspectors see every finding, the leadership those that are issued, the head of a unit the unit's. $1 who reads, $2 under which
 * role, $3 the legal date.
 */
const FINDING_SEEN = `($2::text = 'inspector' or ($2::text = 'leadership' and status <> 'DRAFT') or exists (
  select from rm.employee_file f, jsonb_to_recordset(f.duties) as d(duty text, scope uuid, "from" date, "to" date)
  where f.employee_id = $1::uuid and d.duty = 'unit_head' and d.scope = unit_id
    and d."from" <= $3::date and (d."to" is null or d."to" >= $3::date)))`;

const newest = {
  inspections: keyset('inspections', { at: 'instant', id: 'uuid' }),
  requests: keyset('evidence-requests', { at: 'instant', id: 'uuid' }),
  findings: keyset('findings', { at: 'instant', id: 'uuid' }),
};

/** The lists of inspections, newest first, and what a reader may see of them. */
@Injectable()
export class InspectionLists {
  constructor(private readonly db: DataSource) {}

  async inspections({ cursor, limit, status }: InspectionSearch): Promise<Page<Shown<InspectionRow>>> {
    const after = newest.inspections.after(cursor);
    const rows = await this.db.query<Shown<InspectionRow>[]>(
      `select ${INSPECTION} from rm.inspection where ($1::text is null or status = $1)
         and ($2::timestamptz is null or (opened_at, inspection_id) < ($2, $3::uuid))
       order by opened_at desc, inspection_id desc limit $4`,
      [status ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return newest.inspections.page(rows, limit, ({ openedAt: at, inspectionId: id }) => ({ at, id }));
  }

  async requests(
    { actor, role }: ListReader,
    { cursor, limit, inspectionId, status }: EvidenceRequestSearch,
  ): Promise<Page<Shown<EvidenceRequestRow>>> {
    const after = newest.requests.after(cursor);
    const rows = await this.db.query<Shown<EvidenceRequestRow>[]>(
      `select ${REQUEST} from rm.evidence_request where ${REQUEST_SEEN}
         and ($3::uuid is null or inspection_id = $3) and ($4::text is null or status = $4)
         and ($5::timestamptz is null or (requested_at, request_id) < ($5, $6::uuid))
       order by requested_at desc, request_id desc limit $7`,
      [
        ...[readerOf(actor), role, inspectionId ?? null, status ?? null],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.requests.page(rows, limit, ({ requestedAt: at, requestId: id }) => ({ at, id }));
  }

  async findings(
    { actor, role, date }: DatedReader,
    { cursor, limit, inspectionId, unitId, status, overdue }: FindingSearch,
  ): Promise<Page<Shown<FindingRow>>> {
    const after = newest.findings.after(cursor);
    const rows = await this.db.query<Shown<FindingRow>[]>(
      `select ${FINDING} from rm.inspection_finding where ${FINDING_SEEN}
         and ($4::uuid is null or inspection_id = $4) and ($5::uuid is null or unit_id = $5)
         and ($6::text is null or status = $6) and ($7::boolean is null or overdue = $7)
         and ($8::timestamptz is null or (shared_at, finding_id) < ($8, $9::uuid))
       order by shared_at desc, finding_id desc limit $10`,
      [
        ...[readerOf(actor), role, date, inspectionId ?? null, unitId ?? null, status ?? null],
        ...[overdue === undefined ? null : overdue === 'true'],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.findings.page(rows, limit, ({ sharedAt: at, findingId: id }) => ({ at, id }));
  }

  /** @throws NotFound INSPECTION_NOT_FOUND */
  async inspection(id: string): Promise<Shown<InspectionRow>> {
    const [row] = await this.db.query<Shown<InspectionRow>[]>(
      `select ${INSPECTION} from rm.inspection where inspection_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('INSPECTION_NOT_FOUND', 'There is no such inspection for you to read.');
    return row;
  }

  /** @throws NotFound EVIDENCE_REQUEST_NOT_FOUND, of what the reader may not see too */
  async request({ actor, role }: ListReader, id: string): Promise<Shown<EvidenceRequestRow>> {
    const [row] = await this.db.query<Shown<EvidenceRequestRow>[]>(
      `select ${REQUEST} from rm.evidence_request where request_id = $3 and ${REQUEST_SEEN}`,
      [readerOf(actor), role, id],
    );
    if (!row) throw new NotFound('EVIDENCE_REQUEST_NOT_FOUND', 'There is no such request for you to read.');
    return row;
  }

  /** @throws NotFound FINDING_NOT_FOUND, of what the reader may not see too */
  async finding({ actor, role, date }: DatedReader, id: string): Promise<Shown<FindingRow>> {
    const [row] = await this.db.query<Shown<FindingRow>[]>(
      `select ${FINDING} from rm.inspection_finding where finding_id = $4 and ${FINDING_SEEN}`,
      [readerOf(actor), role, date, id],
    );
    if (!row) throw new NotFound('FINDING_NOT_FOUND', 'There is no such finding for you to read.');
    return row;
  }
}
