import type { VacancyAnnounced } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { type Clock, legalDate, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { SelectionPolicies } from '../policies/selection-policies';
import type { VacancyRules } from '../policies/vacancy-rules';
import { vacancy } from '../vacancy/vacancy.decider';
import type { DutyScope } from './duty-holders';

/** A vacancy that has been announced, and what governs it today. */
export interface AnnouncedVacancy {
  readonly announced: VacancyAnnounced['data'];
  /** By the policies pinned to it. */
  readonly rules: VacancyRules;
  /** For whose duties of today somebody acts on it. */
  readonly scope: DutyScope;
  readonly head: StreamRef | null;
}

/** Reads vacancies from their streams, for those who act on them. */
@Injectable()
export class AnnouncedVacancies {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NotFound VACANCY_NOT_FOUND, also for what is not announced, or was finished elsewhere; RuleViolated POLICY_MISSING */
  async of(vacancyId: string): Promise<AnnouncedVacancy> {
    const { state, head } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (!('announced' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const { announced } = state;
    const rules = await this.policies.ofVacancy(announced.pinnedPolicies);
    const on = legalDate(this.clock.now(), rules.calendar);
    return { announced, rules, scope: { vacancyId, unitId: announced.unitId, on }, head };
  }
}
