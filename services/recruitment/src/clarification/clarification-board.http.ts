import { Requires } from '@jejak/auth';
import type { ClarificationMinutesPublished } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { type Awaited, Id, ReadYourWrites } from '@jejak/http';
import { NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CaseFiles, sendFile } from '@jejak/service';
import { Controller, Get, Res, type StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { PublicVacancies } from '../statistics/public-vacancy';
import { type Cell, cellOf } from '@jejak/publication';
import { minutesOf } from './clarification.http';
import { clarificationList, type ClarificationRow } from './clarification.projection';

interface FoundSession extends ClarificationRow {
  readonly version: number;
}

/** A session as everybody sees it: when and where, its minutes, and how many asked and came, unless they are so few. */
interface ClarificationView extends Omit<FoundSession, 'asked' | 'attendees'> {
  readonly asked: Cell;
  /** Null before it was held. */
  readonly attendees: Cell | null;
}

const SESSION = `clarification_id AS "clarificationId", vacancy_id AS "vacancyId", stage, result_version AS "resultVersion",
  status, to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startsAt", place,
  to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "dueAt", late, asked,
  to_char(held_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "heldAt", attendees,
  minutes_sha256 AS "minutesSha256", version::int`;

const viewOf = ({ asked, attendees, ...session }: FoundSession, minCell: number): ClarificationView => ({
  ...session,
  ...{ asked: cellOf(asked, minCell), attendees: attendees === null ? null : cellOf(attendees, minCell) },
});

/** Sessions and their minutes, for everybody. @source domain.md 2.7, 4.2 */
@Controller()
export class ClarificationBoardController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly vacancies: PublicVacancies,
    private readonly files: CaseFiles,
  ) {}

  /** The sessions of a vacancy, first the first. */
  @Get('vacancies/:id/clarifications')
  @Requires('recruitment:read-published')
  async list(@Id() vacancyId: string): Promise<ClarificationView[]> {
    const { minCell } = await this.vacancies.of(vacancyId);
    const found = await this.db.query<FoundSession[]>(
      `SELECT ${SESSION} FROM rm.clarification WHERE vacancy_id = $1 ORDER BY starts_at, clarification_id LIMIT 200`,
      [vacancyId],
    );
    return found.map((session) => viewOf(session, minCell));
  }

  @Get('clarifications/:id')
  @Requires('recruitment:read-published')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<ClarificationView> {
    const stream = streamOf('clarification', id);
    if (awaited) await this.projections.reached(clarificationList, stream, awaited.version, awaited.waitMs);
    const [found] = await this.db.query<FoundSession[]>(
      `SELECT ${SESSION} FROM rm.clarification WHERE clarification_id = $1`,
      [id],
    );
    if (!found) throw new NotFound('CLARIFICATION_NOT_FOUND', 'There is no such clarification session.');
    const { minCell } = await this.vacancies.of(found.vacancyId);
    return viewOf(found, minCell);
  }

  /** The minutes: the bytes whose SHA-256 was published. */
  @Get('clarifications/:id/minutes')
  @Requires('recruitment:read-published')
  async minutes(@Id() id: string, @Res({ passthrough: true }) response: Response): Promise<StreamableFile> {
    const history = await this.store.history(streamOf('clarification', id));
    const published = history.find(
      (event): event is Recorded<ClarificationMinutesPublished> =>
        event.type === 'ClarificationMinutesPublished',
    );
    const file = published ? await this.files.open(minutesOf(id), published.data.sha256) : null;
    if (!file) throw new NotFound('DOCUMENT_NOT_FOUND', 'There are no published minutes.');
    return sendFile(file, response, 'public');
  }
}
