import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A competency that is missing, and where it can be learned. */
export interface RelatedTraining {
  readonly needId: string;
  readonly competency: string;
  /** Per cent of what is expected, and the weight of the indicator that it holds back. */
  readonly gap: string;
  readonly indicatorWeight: string;
  readonly improvementPlan: boolean;
  /** Those that teach it and have not begun, the soonest first. */
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly programmeId: string;
    readonly title: string | null;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly mode: string;
    /** Training hours (JP). */
    readonly jp: number;
    /** Whether seats can be asked for. */
    readonly open: boolean;
  }[];
}

/** So many sessions of each: who wants more looks into the catalogue. */
const SESSIONS = 3;
const NEEDS = 20;

const RELATED = `
  select n.need_id as "needId", n.competency, n.gap::text as gap, n.indicator_weight::text as "indicatorWeight",
    n.improvement_plan as "improvementPlan", coalesce(s.sessions, '[]') as sessions
  from rm.training_need n
  cross join lateral (
    select jsonb_agg(jsonb_build_object('sessionId', session_id, 'programmeId', programme_id, 'title', title,
      'startsOn', starts_on, 'endsOn', ends_on, 'mode', mode, 'jp', jp, 'open', status = 'OPEN')
      order by (programme_id = n.programme_id) desc nulls last, starts_on, session_id) as sessions
    from (
      select t.*, p.title from rm.training_session t left join rm.training_programme p using (programme_id)
      where t.competencies @> to_jsonb(n.competency) and t.status in ('SCHEDULED', 'OPEN') and t.starts_on >= $2::date
      order by (t.programme_id = n.programme_id) desc nulls last, t.starts_on, t.session_id limit ${SESSIONS}) t) s
  where n.employee_id = $1::uuid and not n.declined
    and not exists (select from rm.training_passed d where d.employee_id = n.employee_id
      and d.competencies @> to_jsonb(n.competency) and d.ended_on >= n.identified_at::date)
  order by n.gap * n.indicator_weight desc, n.competency limit ${NEEDS}`;

/** The trainings that would close what somebody lacks, as the training service tells of both. @source domain.md 5.10, 12 */
@Injectable()
export class RelatedTrainings {
  constructor(private readonly db: DataSource) {}

  /** The largest gap × weight first; sessions of the programme that was planned for it before others. @param date legal date */
  of(employeeId: string, date: string): Promise<readonly RelatedTraining[]> {
    return this.db.query<RelatedTraining[]>(RELATED, [employeeId, date]);
  }
}
