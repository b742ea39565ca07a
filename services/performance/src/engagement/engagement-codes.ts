import { positionOn, People } from '@jejak/organisation';
import { Codes } from '@jejak/service';
import { NotFound } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { staffOn } from '../people/staff';

const KIND = 'engagement';

/** What a code is of. */
export interface EngagementCode {
  readonly surveyId: string;
  readonly unitId: string;
  /** Comes from the code by a keyed hash: the log ties it to nobody. */
  readonly answerId: string;
}

/** The one-time codes of surveys of engagement: who has one is an employee of a unit, and that is all that is kept. */
@Injectable()
export class EngagementCodes {
  constructor(
    private readonly db: DataSource,
    private readonly codes: Codes,
    private readonly people: People,
  ) {}

  /**
   * The employee's code for a survey; asked again it is the same.
   * @param minCell staff below which a unit is asked as part of the one above it
   * @throws NotFound EMPLOYEE_NOT_FOUND
   */
  async issue(surveyId: string, employeeId: string, date: string, minCell: number): Promise<string> {
    const own = positionOn((await this.people.file(employeeId))?.file ?? null, date)?.unitId;
    if (own === undefined)
      throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee in a unit on this day.');
    const unitId = await this.cellOf(own, date, minCell);
    const code = await this.codes.issue(KIND, `${surveyId}|${employeeId}`);
    await this.db.query(
      `insert into performance.engagement_code (keyed_hash, survey_id, unit_id) values ($1, $2, $3)
       on conflict do nothing`,
      [await this.codes.hashOf(KIND, code), surveyId, unitId],
    );
    return code;
  }

  /** @throws NotFound CODE_UNKNOWN */
  async find(typed: string): Promise<EngagementCode> {
    const hash = await this.codes.hashOf(KIND, typed);
    const [found] = await this.db.query<{ surveyId: string; unitId: string }[]>(
      'select survey_id as "surveyId", unit_id as "unitId" from performance.engagement_code where keyed_hash = $1',
      [hash],
    );
    if (!found || hash === null)
      throw new NotFound('CODE_UNKNOWN', 'No survey has this code.', { field: 'code' });
    return { ...found, answerId: this.codes.idOf('engagement-answer', hash) };
  }

  /**
   * The unit, or the first one above it whose own staff is no small cell: in the answers of a unit of one the log itself would name
   * somebody. At the top there is nowhere further to go.
   * @source domain.md 2.7
   */
  private async cellOf(unitId: string, date: string, minCell: number): Promise<string> {
    const line = await this.db.query<{ id: string; staff: number }[]>(
      `with recursive line(id, parent, depth) as (
         select $1::uuid, (select parent_unit_id from rm.unit_chart where unit_id = $1), 1
         union all
         select u.unit_id, u.parent_unit_id, depth + 1 from rm.unit_chart u join line on u.unit_id = line.parent
         where depth < 20)
       select id, (select count(*)::int from (${staffOn('$2')}) s where s.unit_id = id) as staff from line order by depth`,
      [unitId, date],
    );
    return (line.find(({ staff }) => staff >= minCell) ?? line[line.length - 1]).id;
  }
}
