import { ASKED, type Control, type Trip } from './control';
import type { LogFact } from './log-fact';

/** A fact, and the members of its data that say whose act or matter it is: `[fact, …members]`. */
type Acts = readonly (readonly [name: string, ...members: string[]])[];

/** The two ends of an approval, on one stream: who is at the first may not be at the second. */
export interface Approval {
  readonly source: string;
  readonly first: Acts;
  readonly second: Acts;
  /** Members in which both facts are alike: a policy's stream has many versions. */
  readonly alike?: readonly string[];
}

/** @source domain.md 1 (duties kept apart), and the refusals of sections 4 to 8 */
export const APPROVALS: readonly Approval[] = [
  {
    source: 'policy',
    first: [
      ['PolicyDrafted', 'draftedBy'],
      ['PolicyRevised', 'revisedBy'],
    ],
    second: [['PolicyApproved', 'approvedBy']],
    alike: ['version'],
  },
  {
    source: 'policy',
    first: [['ExceptionRequested', 'requestedBy', 'employeeId']],
    second: [
      ['ExceptionGranted', 'grantedBy'],
      ['ExceptionRefused', 'refusedBy'],
    ],
  },
  {
    source: 'performance',
    first: [['EvaluationOpened', 'employeeId']],
    second: [
      ['AnnualRated', 'raterId'],
      ['RatingChangedInReview', 'by'],
      ['ObjectionDecided', 'decidedBy'],
    ],
  },
  {
    source: 'performance',
    first: [['AnnualRated', 'raterId']],
    second: [['ObjectionDecided', 'decidedBy']],
  },
  {
    source: 'performance',
    first: [['ProgressReported', 'employeeId']],
    second: [
      ['MeasurementVerified', 'verifiedBy'],
      ['MeasurementRejected', 'rejectedBy'],
    ],
  },
  {
    source: 'performance',
    first: [
      ['RewardProposed', 'proposedBy', 'employeeId'],
      ['PeerNominated', 'nominatedBy', 'employeeId'],
    ],
    second: [
      ['RewardApproved', 'approvedBy'],
      ['RewardDeclined', 'declinedBy'],
    ],
  },
  {
    source: 'performance',
    first: [['ViolationReported', 'reportedBy', 'employeeId']],
    second: [
      ['SanctionDecided', 'decidedBy'],
      ['ViolationDismissed', 'decidedBy'],
    ],
  },
  {
    source: 'career',
    first: [
      ['PromotionOpened', 'employeeId'],
      ['PromotionProposed', 'proposedBy', 'employeeId'],
    ],
    second: [
      ['PromotionVerified', 'verifiedBy'],
      ['TechnicalApprovalGiven', 'recordedBy'],
      ['TechnicalApprovalRefused', 'recordedBy'],
      ['PromotionDecided', 'decidedBy'],
    ],
  },
  {
    source: 'career',
    first: [['PlacementProposed', 'proposedBy', 'employeeId']],
    second: [['PlacementDecided', 'decidedBy']],
  },
  {
    source: 'career',
    first: [['EmploymentEndProposed', 'proposedBy', 'employeeId']],
    second: [
      ['EmploymentEnded', 'decidedBy'],
      ['EmploymentEndDeclined', 'decidedBy'],
    ],
  },
  {
    source: 'recruitment',
    first: [['FormationProposed', 'proposedBy']],
    second: [
      ['FormationApproved', 'approvedBy'],
      ['FormationRejected', 'rejectedBy'],
    ],
  },
  {
    source: 'recruitment',
    first: [['VacancyDrafted', 'draftedBy']],
    second: [['VacancyApproved', 'approvedBy']],
  },
  {
    source: 'training',
    first: [['TrainingPlanDrafted', 'draftedBy']],
    second: [['TrainingPlanApproved']],
  },
];

const memberOf = ({ data }: LogFact, member: string): unknown => (data as Record<string, unknown>)[member];

/** Everybody at one end: who acted, by the log's pseudonym and for whom, and whom the data names. Machines are nobody. */
const personsAt = (fact: LogFact, members: readonly string[]): readonly string[] => [
  ...(fact.envelope.actor.startsWith('p_') ? [fact.envelope.actor] : []),
  ...members.map((member) => memberOf(fact, member)).filter((one) => typeof one === 'string'),
];

const membersIn = (acts: Acts, name: string): readonly string[] | null =>
  acts.find(([of]) => of === name)?.slice(1) ?? null;

/**
 * The facts of one stream at whose first end somebody stands who is at the second too, under whatever role. Pure. Persons are compared
 * by the pseudonym of who acted and by the ids that the data names.
 * @param facts of the stream up to the second end, in their order
 */
export const atBothEnds = (
  second: LogFact,
  facts: readonly LogFact[],
  approvals: readonly Approval[] = APPROVALS,
): readonly { readonly first: LogFact; readonly person: string }[] =>
  approvals
    .filter(({ source }) => source === second.envelope.source)
    .flatMap(({ first: firsts, second: seconds, alike = [] }) => {
      const members = membersIn(seconds, second.type);
      if (!members) return [];
      const persons = personsAt(second, members);
      return facts
        .filter(({ envelope }) => envelope.version < second.envelope.version)
        .flatMap((first) => {
          const named = membersIn(firsts, first.type);
          const fits = alike.every((member) => memberOf(first, member) === memberOf(second, member));
          const person =
            named && fits ? personsAt(first, named).find((one) => persons.includes(one)) : undefined;
          return person === undefined ? [] : [{ first, person }];
        });
    });

/** C10: rechecks on the whole log what deciders checked by what they knew then. @source domain.md 10.3, 1 */
export const sameAtBothEnds: Control = {
  ...{ control: 'C10', owner: 'chief_inspector', counts: 'nothing: 1' },
  question: {
    en: 'Why is one person at both ends of this approval?',
    id: 'Mengapa satu orang berada di kedua sisi persetujuan ini?',
  },
  watches: [
    ...new Set(APPROVALS.flatMap(({ source, second }) => second.map(([name]) => `${source}.${name}`))),
  ],
  ask: async (fact, log) => {
    const { stream, version, id } = fact.envelope;
    const found = atBothEnds(fact, await log.stream(stream, version));
    if (found.length === 0) return [];
    const trip: Trip = {
      ...{ about: [id], objects: [stream], subject: fact.subject ?? null, unitId: null },
      people: found.map(({ person }) => person),
      ...{ score: ASKED, limit: null, facts: [...found.map(({ first }) => first), fact], policies: [] },
    };
    return [trip];
  },
};
