import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { keyset, type Page, PageRequest } from '@jejak/http';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';

interface NewcomerView {
  readonly employeeId: string;
  readonly applicationId: string;
  readonly kind: string;
  readonly golongan: string;
  readonly jenjang: string | null;
  readonly position: string;
  readonly unitId: string;
  readonly tmt: string;
  readonly contractEnd: string | null;
}

const BY_DAY = keyset('newcomers', { tmt: 'date', employeeId: 'uuid' });

/** Who is appointed and has no employee file yet: what the HR agency opens next. @source domain.md 12 */
@Controller('newcomers')
export class NewcomerController {
  constructor(private readonly db: DataSource) {}

  /** By the first day, the next one first. */
  @Get()
  @Requires('career:read-overdue')
  @Exported('newcomers', [
    'employeeId',
    'applicationId',
    'kind',
    'golongan',
    'jenjang',
    'position',
    'unitId',
    'tmt',
    'contractEnd',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<NewcomerView>> {
    const after = BY_DAY.after(cursor);
    const rows = await this.db.query<NewcomerView[]>(
      `select employee_id as "employeeId", application_id as "applicationId", kind, golongan, jenjang, position,
         unit_id as "unitId", tmt::text as tmt, contract_end::text as "contractEnd" from rm.newcomer
       where not registered and application_id is not null
         and ($1::date is null or (tmt, employee_id) > ($1::date, $2::uuid))
       order by tmt, employee_id limit $3`,
      [after?.tmt ?? null, after?.employeeId ?? null, limit + 1],
    );
    return BY_DAY.page(rows, limit, ({ tmt, employeeId }) => ({ tmt, employeeId }));
  }
}
