import type { Stage } from '@jejak/contracts/recruitment';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaughtUp } from '../caught-up';
import { ErasedPeople } from '../committee/erased-people';
import { objectionBoard } from './objection.projection';

/**
 * Objections that wait for a decision, or whose decision changes a result that is not published anew yet: nothing is ranked or
 * filled over them.
 */
@Injectable()
export class OpenObjections {
  constructor(
    private readonly db: DataSource,
    private readonly caughtUp: CaughtUp,
    private readonly erasures: ErasedPeople,
  ) {}

  /**
   * How many of a vacancy are not settled, of these stages. Asked only of a read model that has all that is recorded now: one that lags
   * would let an appointment pass.
   * @throws Unavailable where it does not catch up in time
   */
  async count(vacancyId: string, stages: readonly Stage[]): Promise<number> {
    await this.caughtUp.with(objectionBoard);
    const open = await this.db.query<{ applicantId: string }[]>(
      `SELECT applicant_id AS "applicantId" FROM rm.objection o
       WHERE vacancy_id = $1 AND stage = ANY($2) AND (status = 'filed' OR changes AND result_version >= (
         SELECT max(r.result_version) FROM rm.stage_result r WHERE r.vacancy_id = $1 AND r.stage = o.stage))`,
      [vacancyId, stages],
    );
    // An erased person's objection is decided no more; nobody else is to wait for it.
    const erased = await this.erasures.among(open.map(({ applicantId }) => applicantId));
    return open.filter(({ applicantId }) => !erased.includes(applicantId)).length;
  }
}
