import { Requires } from '@jejak/auth';
import { type Stage, STAGES } from '@jejak/contracts/recruitment';
import { Id } from '@jejak/http';
import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PublicVacancies } from './public-vacancy';
import { type Cell, cellOf, partsOf } from '@jejak/publication';

/** What everybody may know of the objections to one stage. */
interface ObjectionCounts {
  readonly stage: Stage;
  readonly filed: Cell;
  /** What became of those filed. */
  readonly upheld: Cell;
  readonly partlyUpheld: Cell;
  readonly dismissed: Cell;
  readonly open: Cell;
  /** Of those filed, answered late or still not. */
  readonly overdue: Cell;
}

interface InputCounts {
  readonly stage: Stage;
  readonly given: Cell;
  readonly answered: Cell;
}

/** Every stage, also one to which nothing was said. */
const byStage = (table: 'objection' | 'public_input', counts: string): string =>
  `SELECT s.stage, ${counts} FROM unnest($2::text[]) WITH ORDINALITY AS s(stage, place)
   LEFT JOIN rm.${table} o ON o.vacancy_id = $1 AND o.stage = s.stage GROUP BY s.stage, s.place ORDER BY s.place`;

const OBJECTIONS = byStage(
  'objection',
  `count(o.objection_id)::int AS filed, count(*) FILTER (WHERE o.status = 'upheld')::int AS upheld,
   count(*) FILTER (WHERE o.status = 'partly-upheld')::int AS "partlyUpheld",
   count(*) FILTER (WHERE o.status = 'dismissed')::int AS dismissed,
   count(*) FILTER (WHERE o.status = 'filed')::int AS open, count(*) FILTER (WHERE o.overdue)::int AS overdue`,
);
const INPUTS = byStage(
  'public_input',
  `count(o.input_id)::int AS given, count(*) FILTER (WHERE o.status = 'answered')::int AS answered`,
);

type Counted<Counts> = { readonly [Name in keyof Counts]: Counts[Name] extends Cell ? number : Counts[Name] };

/**
 * What was said to a selection, in numbers: of each stage, without those that would point at people.
 * @source domain.md 2.7, 4.2 GiveInput, 4.4
 */
@Controller('vacancies')
export class PublicCountsController {
  constructor(
    private readonly db: DataSource,
    private readonly vacancies: PublicVacancies,
  ) {}

  /** How many objections were filed, and what became of them. */
  @Get(':id/objection-counts')
  @Requires('recruitment:read-published')
  async objections(@Id() vacancyId: string): Promise<ObjectionCounts[]> {
    const { minCell } = await this.vacancies.of(vacancyId);
    const rows = await this.db.query<Counted<ObjectionCounts>[]>(OBJECTIONS, [vacancyId, STAGES]);
    return rows.map(({ stage, filed, upheld, partlyUpheld, dismissed, open, overdue: late }) => {
      // Another cut through the same whole: who was answered in time must not follow from who was not.
      const { overdue } = partsOf({ overdue: late, inTime: filed - late }, minCell);
      const outcomes = partsOf({ upheld, partlyUpheld, dismissed, open }, minCell);
      return { stage, filed: cellOf(filed, minCell), ...outcomes, overdue };
    });
  }

  /** How many inputs the public gave, and how many of them are answered. */
  @Get(':id/input-counts')
  @Requires('recruitment:read-published')
  async inputs(@Id() vacancyId: string): Promise<InputCounts[]> {
    const { minCell } = await this.vacancies.of(vacancyId);
    const rows = await this.db.query<Counted<InputCounts>[]>(INPUTS, [vacancyId, STAGES]);
    return rows.map(({ stage, given, answered: counted }) => {
      const { answered } = partsOf({ answered: counted, waiting: given - counted }, minCell);
      return { stage, given: cellOf(given, minCell), answered };
    });
  }
}
