import {
  type BoardSubscribed,
  boardSubscribed,
  type BoardUnsubscribed,
  boardUnsubscribed,
  type FormationKind,
} from '@jejak/contracts/recruitment';
import { NotFound, RuleViolated } from '@jejak/kernel';
import type { Applicant } from './applicant.decider';

/** What an applicant wants to be told of: vacancies that fit every member that is not null. */
export interface BoardFilter {
  /** Part of the position's name or of a requirement. */
  readonly text: string | null;
  readonly unitId: string | null;
  readonly formationKind: FormationKind | null;
}

export interface SubscribeToBoard {
  readonly type: 'SubscribeToBoard';
  readonly subscriptionId: string;
  readonly filter: BoardFilter;
}

export interface UnsubscribeFromBoard {
  readonly type: 'UnsubscribeFromBoard';
  readonly subscriptionId: string;
}

export interface Subscription extends BoardFilter {
  readonly subscriptionId: string;
}

/** More than anybody reads; it keeps streams short and is no rule of the field. */
const MOST_SUBSCRIPTIONS = 20;

const registered = (state: Applicant): Extract<Applicant, { status: 'registered' }> => {
  if (state.status !== 'registered')
    throw new RuleViolated('IDENTITY_UNVERIFIED', 'Only who has registered subscribes.');
  return state;
};

const sameFilter = (one: BoardFilter, other: BoardFilter): boolean =>
  one.text === other.text && one.unitId === other.unitId && one.formationKind === other.formationKind;

/**
 * The same filter again says nothing new.
 * @throws RuleViolated IDENTITY_UNVERIFIED, RULE_VIOLATED (rec.subscriptions)
 * @source domain.md 4.5
 */
export const subscribe = (
  { subscriptionId, filter }: SubscribeToBoard,
  state: Applicant,
): BoardSubscribed[] => {
  const { subscriptions, registered: person } = registered(state);
  if (subscriptions.some((subscription) => sameFilter(subscription, filter))) return [];
  if (subscriptions.length >= MOST_SUBSCRIPTIONS)
    throw new RuleViolated('RULE_VIOLATED', 'So many subscriptions of one applicant are not kept.', {
      rule: 'rec.subscriptions',
      params: { most: MOST_SUBSCRIPTIONS },
    });
  const { text, unitId, formationKind } = filter;
  const { applicantId } = person;
  return [
    boardSubscribed(
      { applicantId, subscriptionId, filter: { ...(text === null ? {} : { text }), unitId, formationKind } },
      { subject: applicantId },
    ),
  ];
};

/** @throws NotFound SUBSCRIPTION_NOT_FOUND, RuleViolated IDENTITY_UNVERIFIED */
export const unsubscribe = (
  { subscriptionId }: UnsubscribeFromBoard,
  state: Applicant,
): BoardUnsubscribed[] => {
  const { subscriptions, registered: person } = registered(state);
  if (!subscriptions.some((subscription) => subscription.subscriptionId === subscriptionId))
    throw new NotFound('SUBSCRIPTION_NOT_FOUND', 'You have no such subscription.');
  const { applicantId } = person;
  return [boardUnsubscribed({ applicantId, subscriptionId }, { subject: applicantId })];
};

export const subscriptionOf = ({ subscriptionId, filter }: BoardSubscribed['data']): Subscription => ({
  ...{ subscriptionId, text: filter.text ?? null },
  ...{ unitId: filter.unitId, formationKind: filter.formationKind },
});
