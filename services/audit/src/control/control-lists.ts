import type { ControlKey } from '@jejak/contracts/audit';
import { keyset, type Page } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Shown } from '../inspection/inspection-lists';
import type { ControlTripRow } from './control-trip.projection';
import type { ControlTripSearch } from './control.requests';
import { STANDING_CONTROLS } from './controls';

/** A standing control as inspectors see it. */
export interface ShownControl {
  readonly control: ControlKey;
  readonly owner: string;
  readonly question: { readonly en: string; readonly id: string };
  /** What score and limit of its questions count. */
  readonly counts: string;
  /** False: no fact of the city's services can answer it yet. */
  readonly watched: boolean;
  /** Questions, and those that are open. */
  readonly tripped: number;
  readonly open: number;
  /** Entries of the log that it has not seen. */
  readonly behind: number;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const TRIP = `trip_id as "tripId", control, objects, unit_id as "unitId", score, score_limit as "scoreLimit", status,
  ${INSTANT('tripped_at')} as "trippedAt", ${INSTANT('cleared_at')} as "clearedAt", cleared_by as "clearedBy", version::int`;

const newest = keyset('control-trips', { at: 'instant', id: 'uuid' });

/** The standing controls and their questions, as inspectors list them. */
@Injectable()
export class ControlLists {
  constructor(private readonly db: DataSource) {}

  async controls(): Promise<readonly ShownControl[]> {
    const trips = await this.db.query<{ control: string; tripped: number; open: number }[]>(
      `select control, count(*)::int as tripped, (count(*) filter (where status = 'OPEN'))::int as open
       from rm.control_trip group by control`,
    );
    const marks = await this.db.query<{ control: string | null; next: string | null; size: string }[]>(
      `select m.control, m.next, h.size from ledger.log_head h left join ledger.control_mark m on true where h.log = 'main'`,
    );
    return STANDING_CONTROLS.map(({ control, owner, question, counts, watches }) => {
      const { tripped = 0, open = 0 } = trips.find((one) => one.control === control) ?? {};
      const mark = marks.find((one) => one.control === control);
      const watched = watches.length > 0;
      const behind = watched ? Number(marks[0]?.size ?? 0) - Number(mark?.next ?? 0) : 0;
      return { control, owner, question, counts, watched, tripped, open, behind };
    });
  }

  /** Newest first. */
  async trips({
    cursor,
    limit,
    control,
    open,
    object,
  }: ControlTripSearch): Promise<Page<Shown<ControlTripRow>>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<Shown<ControlTripRow>[]>(
      `select ${TRIP} from rm.control_trip where ($1::text is null or control = $1)
         and ($2::boolean is null or (status = 'OPEN') = $2) and ($3::text is null or objects @> to_jsonb($3::text))
         and ($4::timestamptz is null or (tripped_at, trip_id) < ($4, $5::uuid))
       order by tripped_at desc, trip_id desc limit $6`,
      [
        ...[control ?? null, open === undefined ? null : open === 'true', object ?? null],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.page(rows, limit, ({ trippedAt: at, tripId: id }) => ({ at, id }));
  }

  /** @throws NotFound CONTROL_TRIP_NOT_FOUND */
  async trip(id: string): Promise<Shown<ControlTripRow>> {
    const [row] = await this.db.query<Shown<ControlTripRow>[]>(
      `select ${TRIP} from rm.control_trip where trip_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('CONTROL_TRIP_NOT_FOUND', 'There is no such question of a control.');
    return row;
  }
}
