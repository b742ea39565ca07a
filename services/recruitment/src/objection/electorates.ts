import { EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { application } from '../application/application.decider';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { Competitors } from '../committee/competitors';
import { DutyHolders } from '../committee/duty-holders';
import { standing } from '../committee/electorate';
import { ErasedPeople } from '../committee/erased-people';
import { objection } from './objection.decider';
import { Scorers } from './scorers';
import { electorateOf, type VotingGiven } from './voting';

/** The committee of a vacancy as it is assigned today. */
export interface Committee {
  readonly assigned: readonly string[];
  /** Of whom nothing can be said or heard any more. */
  readonly erased: readonly string[];
  /** Who competes for the vacancy, and so judges nobody for it. */
  readonly competing: readonly string[];
}

/** What an objection says of where it belongs. */
interface Contested {
  readonly objectionId: string;
  readonly applicationId: string;
  readonly applicantId: string;
}

export type Electorate = Pick<VotingGiven, 'members' | 'scorers' | 'conflicts'>;

/** Who decides an objection: of the committee, those who neither scored nor verified the candidate, and are not tied to them. */
@Injectable()
export class Electorates {
  constructor(
    private readonly store: EventStore,
    private readonly vacancies: AnnouncedVacancies,
    private readonly duties: DutyHolders,
    private readonly competitors: Competitors,
    private readonly scorers: Scorers,
    private readonly erasures: ErasedPeople,
  ) {}

  /** @param caller judged like a member, so that a refusal says why */
  async committeeOf(vacancyId: string, caller?: string): Promise<Committee> {
    const { scope, announced } = await this.vacancies.of(vacancyId);
    const assigned = await this.duties.committee(scope);
    const people = caller === undefined ? assigned : [...new Set([...assigned, caller])];
    return {
      assigned,
      erased: await this.erasures.among(assigned),
      competing: await this.competitors.among(people, vacancyId, announced.year),
    };
  }

  /** @param voters who has voted already */
  async of(
    { applicationId }: Pick<Contested, 'applicationId'>,
    { assigned, erased, competing }: Committee,
    voters: readonly string[],
    caller?: string,
  ): Promise<Electorate> {
    const members = standing(assigned, erased, voters);
    const people = caller === undefined ? members : [...new Set([...members, caller])];
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    return {
      members,
      scorers: await this.scorers.among(people, applicationId),
      conflicts: [...('submitted' in state ? state.conflicts : []), ...competing],
    };
  }

  /** How many may vote on an open objection today. Where it is nobody, further members have to be assigned. */
  async size(contested: Contested, committee: Committee): Promise<number> {
    const voters = committee.erased.length > 0 ? await this.votersOf(contested.objectionId) : [];
    return electorateOf(contested.applicantId, await this.of(contested, committee, voters)).length;
  }

  private async votersOf(objectionId: string): Promise<string[]> {
    const { state } = await this.store.state(objection, streamOf('objection', objectionId));
    return state.status === 'absent' ? [] : Object.keys(state.votes);
  }
}
