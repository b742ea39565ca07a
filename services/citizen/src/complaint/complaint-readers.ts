import type { CommandContext } from '@jejak/event-store';
import type { Clock } from '@jejak/kernel';
import { readerOf } from '@jejak/organisation';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';

/** Who reads holds a duty of this kind on the day. */
const held = (duty: string): string => `EXISTS (
  SELECT FROM rm.employee_file f, jsonb_to_recordset(f.duties) AS d(duty text, scope uuid, "from" date, "to" date)
  WHERE f.employee_id = $1::uuid AND d."from" <= $3::date AND (d."to" IS NULL OR d."to" >= $3::date) AND (${duty}))`;

const OFFICER = `d.duty = 'complaint_officer' AND (d.scope IS NULL OR d.scope = c.unit_id)`;
const handles = held(`${OFFICER} OR d.duty = 'unit_head' AND d.scope = c.unit_id`);

const readableAs = (...roles: readonly string[]): string =>
  `(c.about_employee_id IS DISTINCT FROM $1::uuid AND ($2::text IN (${roles.map((role) => `'${role}'`).join(', ')})
    OR $2 = 'employee' AND (c.delegate_id = $1::uuid OR ${handles})))`;

/**
 * Who reads a complaint's words, of `rm.complaint c`: HR and inspectors all; an employee with the duty of complaint officer for its
 * unit or the city, the head of its unit, or whom they delegated; nobody a complaint about themselves. $1 to $3 are those of
 * `ComplaintReaders`. @source domain.md 13
 */
export const READABLE = readableAs('hr_admin', 'inspector');

/** Who reads what was given with it: those who handle it, and inspectors. HR counts complaints, and needs no photograph for that. */
export const DOCUMENTS_READABLE = readableAs('inspector');

/**
 * Of those, who reads whose complaint it is: its officers and inspectors. Who is complained of answers what is said, and need not know by
 * whom. @source domain.md 2.6
 */
export const KNOWS_WHOM = `($2::text = 'inspector' OR $2 = 'employee' AND ${held(OFFICER)})`;

/** Who asks, for `READABLE`. */
@Injectable()
export class ComplaintReaders {
  constructor(
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** $1 who, $2 under which role, $3 legal date. */
  async parameters({ actor, role }: CommandContext): Promise<[string, string, string]> {
    return [readerOf(actor), role, (await this.rulebook.today(this.clock.now())).date];
  }
}
