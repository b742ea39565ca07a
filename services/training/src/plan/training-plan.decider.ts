import {
  type PlanWarning,
  PROGRAMME_KINDS,
  type ProgrammeKind,
  type TrainingPlanApproved,
  trainingPlanApproved,
  type TrainingPlanDrafted,
  trainingPlanDrafted,
  type TrainingPlanReported,
  trainingPlanReported,
} from '@jejak/contracts/training';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  NotFound,
  plusDays,
  RuleViolated,
} from '@jejak/kernel';

type Drafted = TrainingPlanDrafted['data'];
type Line = Drafted['lines'][number];

export type TrainingPlanCommand =
  | {
      readonly type: 'DraftPlan';
      readonly by: string;
      readonly planId: string;
      readonly year: number;
      readonly budgetIdr: number;
      readonly lines: readonly Omit<Line, 'kind'>[];
    }
  | { readonly type: 'ApprovePlan'; readonly by: string }
  | { readonly type: 'ReportPlan' };
export type TrainingPlanEvent = TrainingPlanDrafted | TrainingPlanApproved | TrainingPlanReported;
export type TrainingPlan =
  | { readonly status: 'absent' }
  | { readonly status: 'DRAFT' | 'APPROVED' | 'REPORTED'; readonly drafted: Drafted };

/** What became of a year, as it was counted. */
export interface Realised {
  readonly seatsTaken: number;
  readonly passed: number;
  readonly spentIdr: number;
  /** Sessions held, by kind. */
  readonly held: Readonly<Partial<Record<ProgrammeKind, number>>>;
}

export interface TrainingPlanGiven {
  readonly calendar: Calendar;
  /** Kinds of the programmes that a draft names; those that are missing do not exist. */
  readonly kinds: Readonly<Record<string, ProgrammeKind>>;
  /** Civil servants (PNS) for whom fewer hours are planned than they have a right to. */
  readonly belowRight: number;
  /** How often a year each kind of the periodic catalogue is offered at least. */
  readonly offersPerYear: number;
  /** Calendar days after the end of the year in which its figures are published; null where no policy says so. */
  readonly publicationDays: number | null;
  readonly realised: Realised;
}

/** Kinds that are offered again and again. @source domain.md 6.3, periodic catalogue */
export const PERIODIC: readonly ProgrammeKind[] = ['TECHNICAL', 'LEADERSHIP', 'ETHICS'];

/** Kinds of the periodic catalogue with fewer sessions than there should be, in the order of `PROGRAMME_KINDS`. */
export const catalogueGaps = (
  sessions: Readonly<Partial<Record<ProgrammeKind, number>>>,
  offersPerYear: number,
): ProgrammeKind[] =>
  PROGRAMME_KINDS.filter((kind) => PERIODIC.includes(kind) && (sessions[kind] ?? 0) < offersPerYear);

const sessionsByKind = (lines: readonly Line[]): Partial<Record<ProgrammeKind, number>> => {
  const counts: Partial<Record<ProgrammeKind, number>> = {};
  for (const { kind, sessions } of lines) counts[kind] = (counts[kind] ?? 0) + sessions;
  return counts;
};

const warningsOf = (
  lines: readonly Line[],
  { belowRight, offersPerYear }: Pick<TrainingPlanGiven, 'belowRight' | 'offersPerYear'>,
): PlanWarning[] => [
  ...(belowRight > 0 ? (['JP_BELOW_RIGHT'] as const) : []),
  ...(catalogueGaps(sessionsByKind(lines), offersPerYear).length > 0
    ? (['CATALOGUE_INCOMPLETE'] as const)
    : []),
];

const costOf = (lines: readonly Line[]): number =>
  lines.reduce((total, { seats, costPerSeatIdr }) => total + seats * costPerSeatIdr, 0);

const draft = (
  { by, planId, year, budgetIdr, lines: named }: Extract<TrainingPlanCommand, { type: 'DraftPlan' }>,
  state: TrainingPlan,
  given: TrainingPlanGiven,
): TrainingPlanEvent[] => {
  if (state.status === 'APPROVED' || state.status === 'REPORTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'The plan of this year is approved.');
  const lines = named
    .map((line): Line => {
      const kind = (given.kinds as Partial<TrainingPlanGiven['kinds']>)[line.programmeId];
      if (!kind) throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.', { field: 'lines' });
      return { ...line, kind };
    })
    .sort((one, other) => (one.programmeId < other.programmeId ? -1 : 1));
  const costIdr = costOf(lines);
  if (!Number.isSafeInteger(costIdr) || costIdr > budgetIdr)
    throw new RuleViolated('BUDGET_EXCEEDED', 'The seats cost more than there is.', {
      params: { cost: costIdr, budget: budgetIdr },
    });
  const { belowRight } = given;
  const warnings = warningsOf(lines, given);
  return [
    trainingPlanDrafted({ planId, year, budgetIdr, lines, costIdr, draftedBy: by, warnings, belowRight }),
  ];
};

const decide = (
  command: TrainingPlanCommand,
  state: TrainingPlan,
  given: TrainingPlanGiven,
): TrainingPlanEvent[] => {
  if (command.type === 'DraftPlan') return draft(command, state, given);
  if (state.status === 'absent')
    throw new NotFound('TRAINING_PLAN_NOT_FOUND', 'There is no training plan of this year.');
  const { planId, year, budgetIdr, lines, draftedBy } = state.drafted;
  const seats = lines.reduce((total, line) => total + line.seats, 0);
  switch (command.type) {
    case 'ApprovePlan': {
      if (state.status !== 'DRAFT')
        throw new Conflict('ILLEGAL_TRANSITION', 'The plan of this year is approved already.');
      if (command.by === draftedBy)
        throw new RuleViolated('SOD_VIOLATION', 'Who drafted the plan does not approve it.');
      const reportDueAt = endOfDay(`${year}-12-31`, given.calendar);
      const warnings = warningsOf(lines, given);
      const { belowRight } = given;
      return [trainingPlanApproved({ planId, year, budgetIdr, seats, warnings, belowRight, reportDueAt })];
    }
    case 'ReportPlan': {
      if (state.status !== 'APPROVED') return [];
      const { seatsTaken, passed, spentIdr, held } = given.realised;
      const catalogueMissing = catalogueGaps(held, given.offersPerYear);
      const report = { planId, year, seatsPlanned: seats, seatsTaken, passed, budgetIdr, spentIdr };
      const { publicationDays: days, calendar } = given;
      const publishAt =
        days === null ? {} : { publishAt: endOfDay(plusDays(`${year}-12-31`, days), calendar) };
      const data = { ...report, catalogueMissing, ...publishAt };
      return [trainingPlanReported(data, { effective: `${year}-12-31` })];
    }
  }
};

const evolve = (state: TrainingPlan, event: TrainingPlanEvent): TrainingPlan => {
  switch (event.type) {
    case 'TrainingPlanDrafted':
      return { status: 'DRAFT', drafted: event.data };
    case 'TrainingPlanApproved':
      return state.status === 'absent' ? state : { ...state, status: 'APPROVED' };
    case 'TrainingPlanReported':
      return state.status === 'absent' ? state : { ...state, status: 'REPORTED' };
  }
};

/** A year's plan of learning and its budget (rencana pengembangan kompetensi). @source domain.md 6.1, 6.2 */
export const trainingPlan: Decider<TrainingPlanCommand, TrainingPlanEvent, TrainingPlan, TrainingPlanGiven> =
  {
    initial: { status: 'absent' },
    decide,
    evolve,
  };
