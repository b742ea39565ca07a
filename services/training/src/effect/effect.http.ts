import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import { type Clock, decimal, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';

/** A mean, with the number that it is of; null of none. Shown, never a proof. */
interface Mean {
  readonly mean: string | null;
  readonly n: number;
}

interface EffectView {
  readonly programmeId: string;
  readonly passed: number;
  readonly failed: number;
  /** Normalised gain, 4 places. */
  readonly gain: Mean;
  readonly reaction: Mean;
  readonly application: Mean & { readonly expected: string; readonly asExpected: boolean | null };
}

interface Row {
  readonly passed: number;
  readonly failed: number;
  readonly gain: string | null;
  readonly gains: number;
  readonly reaction: string | null;
  readonly reactions: number;
  readonly application: string | null;
  readonly applications: number;
}

const EFFECT = `select count(*) filter (where e.result = 'PASSED')::int as passed,
    count(*) filter (where e.result = 'FAILED')::int as failed,
    round(avg(e.gain), 4)::text as gain, count(e.gain)::int as gains,
    round(avg(e.reaction), 2)::text as reaction, count(e.reaction)::int as reactions,
    round(avg(e.application), 2)::text as application, count(e.application)::int as applications
  from rm.programme_list p left join rm.session_list s using (programme_id) left join rm.enrolment_list e using (session_id)
  where p.programme_id = $1 group by p.programme_id`;

/** What programmes do. @source domain.md 6.3, effect */
@Controller('programmes')
export class EffectController {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id/effect')
  @Requires('training:read')
  async find(@Id() id: string): Promise<EffectView> {
    const { rules } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<Row[]>(EFFECT, [id]);
    if (!row) throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.');
    const { passed, failed, gain, gains, reaction, reactions, application, applications } = row;
    const { expected } = rules.other.application;
    return {
      ...{ programmeId: id, passed, failed },
      gain: { mean: gain, n: gains },
      reaction: { mean: reaction, n: reactions },
      application: {
        ...{ mean: application, n: applications, expected },
        asExpected: application === null ? null : decimal(application).greaterThanOrEqualTo(expected),
      },
    };
  }
}
