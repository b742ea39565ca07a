import type { ReviewTrigger } from '@jejak/contracts/policy';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import type { DueTimer } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { policy } from '../policy/policy.decider';
import { inForce } from '../policy/policy.state';
import { streamOfPolicy } from '../policy/policy-stream';
import { Rulebook } from '../rules/rulebook';
import { review, type ReviewCommand } from './review.decider';

export const reviewStream = (reviewId: string): string => streamOf('policy-review', reviewId);

/** @param basis what tells one of a trigger from another of it: of the calendar the day, of a rule the unit and period */
export const reviewIdOf = (key: string, trigger: ReviewTrigger, basis: string): string =>
  naturalId('policy-review', key, trigger, basis);

/** Gives commands to reviews, with what they read. */
@Injectable()
export class Reviews {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  execute(reviewId: string, command: ReviewCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(review, reviewStream(reviewId), command, context, async (_, now) => {
      const { calendar, date: today, rules, refs } = await this.rulebook.today(now);
      const given = { calendar, today, findingsDays: rules.findingsDays };
      switch (command.type) {
        case 'StartReview': {
          const { state, head } = await this.store.state(policy, streamOfPolicy(command.policy));
          return {
            given: { ...given, version: inForce(state) ?? null },
            policies: refs,
            inputs: head ? [head] : [],
          };
        }
        case 'AgreeActions': {
          const owners = [...new Set(command.actions.map(({ owner }) => owner))];
          const files = await Promise.all(owners.map((owner) => this.people.file(owner)));
          return {
            given: { ...given, unknownOwners: owners.filter((__, at) => files[at] === null) },
            policies: refs,
            inputs: files.flatMap((file) => (file ? [file.head] : [])),
          };
        }
        default:
          return { given, policies: refs };
      }
    });
  }

  fire({ key, command, payload, context }: DueTimer): Promise<Appended> {
    if (command === 'MarkReviewOverdue') return this.execute(key, { type: 'MarkReviewOverdue' }, context);
    const start = { trigger: 'CALENDAR', basis: '', policy: String(payload.policy) } as const;
    return this.execute(key, { type: 'StartReview', reviewId: key, ...start }, context);
  }
}
