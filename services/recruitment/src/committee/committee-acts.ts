import {
  type Appended,
  type CommandContext,
  EventStore,
  type Gather,
  type Gathered,
} from '@jejak/event-store';
import { legalDate, NotFound, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import {
  application,
  type ApplicationCommand,
  type ApplicationGiven,
} from '../application/application.decider';
import type { Application } from '../application/application.state';
import { SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';
import { Competitors } from './competitors';
import { DutyHolders } from './duty-holders';
import { standing } from './electorate';
import { ErasedPeople } from './erased-people';

/** What the committee of a vacancy does with one application: gathers who is on it that day, and hands the command over. */
@Injectable()
export class CommitteeActs {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly duties: DutyHolders,
    private readonly competitors: Competitors,
    private readonly erasures: ErasedPeople,
  ) {}

  /** @throws NotFound APPLICATION_NOT_FOUND, and what the application's decider refuses */
  execute(applicationId: string, command: ApplicationCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(
      application,
      streamOf('application', applicationId),
      command,
      context,
      this.gatherFor(context.actor),
    );
  }

  /** Who is on the committee of an application's vacancy that day, the actor only if they do not compete for it. */
  gatherFor(actor: string): Gather<Application, ApplicationGiven> {
    return (state, now) => this.gather(actor, state, now);
  }

  private async gather(actor: string, state: Application, now: string): Promise<Gathered<ApplicationGiven>> {
    // A finished round that was taken over has no committee here: it is nothing to act on.
    const vacancyId = 'submitted' in state ? state.submitted.vacancyId : null;
    const read = vacancyId && (await this.store.state(vacancy, streamOf('vacancy', vacancyId)));
    if (!vacancyId || !read || !('announced' in read.state))
      throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
    const { announced, status } = read.state;
    const { refs, calendar, reasonMinChars } = await this.policies.ofVacancy(announced.pinnedPolicies);
    const today = legalDate(now, calendar);
    const assigned = await this.duties.committee({ vacancyId, unitId: announced.unitId, on: today });
    const competing = await this.competitors.among([actor], vacancyId, announced.year);
    const voters = ('submitted' in state ? state.hearing?.votes : null)?.map(({ voter }) => voter) ?? [];
    const present = standing(assigned, await this.erasures.among(assigned), voters);
    const members = present.filter((member) => !competing.includes(member));
    const { length: requirements } = announced.requirements;
    return {
      given: { committee: { vacancyStatus: status, members, requirements, reasonMinChars, today } },
      policies: refs,
      inputs: read.head ? [read.head] : [],
    };
  }
}
