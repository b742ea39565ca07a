import {
  type OutdatedBy,
  type PotentialAssessed,
  potentialAssessed,
  type TalentMapOutdated,
  talentMapOutdated,
  type TalentMapped,
  talentMapped,
  type TalentMapUnsettled,
  talentMapUnsettled,
  type UnsettledBy,
} from '@jejak/contracts/career';
import {
  type Calendar,
  Conflict,
  type Decider,
  Malformed,
  NotAuthorised,
  NotFound,
  plusDays,
  plusMonths,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';
import type { Final } from '../credit/last-finals';
import {
  boxOf,
  type Components,
  meanOf,
  performanceAxis,
  potentialAxis,
  potentialScore,
  PROPOSES,
} from './nine-box';
import type { NineBoxRules } from './talent-rules';

export type TalentCommand =
  | {
      readonly type: 'AssessPotential';
      readonly by: string;
      readonly employeeId: string;
      readonly components: Components;
      readonly instrumentId: string;
      readonly assessedOn: string;
      readonly documentSha256: string;
    }
  | { readonly type: 'MapTalent'; readonly by: string; readonly employeeId: string }
  /** Performance says that an evaluation is final. */
  | { readonly type: 'NoteEvaluation'; readonly final: Omit<Final, 'predicate' | 'year'> }
  /** Something has come to be known that speaks against a map. */
  | {
      readonly type: 'NoteDoubt';
      readonly because: UnsettledBy;
      readonly evaluationId: string | null;
      readonly caseId: string | null;
    };

export type TalentEvent = PotentialAssessed | TalentMapped | TalentMapOutdated | TalentMapUnsettled;

export interface Talent {
  /** The last assessment, and its version in the stream; null: never. */
  readonly assessed: {
    readonly score: string;
    readonly assessedOn: string;
    readonly version: number;
  } | null;
  /** The last map; null: never mapped. */
  readonly map: TalentMapped['data'] | null;
  readonly outdated: boolean;
  /** Events so far. */
  readonly length: number;
}

export interface TalentGiven {
  /** Legal date. */
  readonly today: string;
  readonly calendar: Calendar;
  readonly rules: NineBoxRules;
  /** First day in the city's service, null: no such employee; last day where the employment has ended. */
  readonly since: string | null;
  readonly endedOn: string | null;
  /** The last finals that nobody contests, newest first, at most as many as the axis is the mean of. */
  readonly finals: readonly Final[];
  /** Whether the instrument is licensed on the day of the assessment; null: there is none of this id. */
  readonly licensed: boolean | null;
  /** Whether who maps has the duty of the talent committee, in the city or in the unit of the employee. */
  readonly onCommittee: boolean;
}

const assess = (
  { type: _, by, components, ...assessment }: Extract<TalentCommand, { type: 'AssessPotential' }>,
  { today, rules, licensed, since }: TalentGiven,
): PotentialAssessed => {
  const { employeeId, assessedOn } = assessment;
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody records their own assessment.', { rule: 'sod.own-file' });
  if (assessedOn > today || assessedOn < (since ?? assessedOn))
    throw new Malformed('PERIOD_INVALID', 'An assessment is held while somebody is in service.', {
      field: 'assessedOn',
    });
  if (licensed === null)
    throw new NotFound('INSTRUMENT_NOT_FOUND', 'There is no such instrument.', { field: 'instrumentId' });
  if (!licensed)
    throw new RuleViolated('INSTRUMENT_UNLICENSED', 'The instrument was not licensed on that day.', {
      field: 'instrumentId',
    });
  const score = potentialScore(components, rules);
  return potentialAssessed(
    { ...assessment, components, score, recordedBy: by },
    { subject: employeeId, effective: assessedOn },
  );
};

/** @source domain.md 7.2, 7.5; parameters `car.ninebox` finals, inputYears */
const map = (
  { by, employeeId }: Extract<TalentCommand, { type: 'MapTalent' }>,
  { assessed }: Talent,
  { today, calendar, rules, finals, onCommittee }: TalentGiven,
): TalentMapped => {
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody maps themselves.', { rule: 'sod.own-file' });
  if (!onCommittee) throw new NotAuthorised('NOT_RELATED', 'A member of the talent committee maps talent.');
  const missing = [
    ...(finals.length < rules.finals ? ['EVALUATION'] : []),
    ...(assessed === null ? ['POTENTIAL'] : []),
  ];
  if (assessed === null || missing.length > 0)
    throw new RuleViolated('INPUT_MISSING', 'What the map rests on is not there yet.', {
      rule: 'talent.inputs',
      params: { missing, finals: rules.finals },
    });
  const oldest = plusMonths(today, -12 * rules.inputYears);
  const old = [
    ...(finals.some(({ periodEnd }) => periodEnd < oldest) ? ['EVALUATION'] : []),
    ...(assessed.assessedOn < oldest ? ['POTENTIAL'] : []),
  ];
  if (old.length > 0)
    throw new RuleViolated(
      'INPUT_TOO_OLD',
      `Nobody is mapped by what is older than ${rules.inputYears} years.`,
      {
        rule: 'talent.input-years',
        params: { old, years: rules.inputYears },
      },
    );
  const performanceMean = meanOf(
    finals.map(({ predicate }) => predicate),
    rules,
  );
  const [performance, potential] = [
    performanceAxis(performanceMean, rules),
    potentialAxis(assessed.score, rules),
  ];
  const box = boxOf(potential, performance, rules);
  const oldestInput = [...finals.map(({ periodEnd }) => periodEnd), assessed.assessedOn].sort()[0];
  const staleOn = plusDays(plusMonths(oldestInput, 12 * rules.inputYears), 1);
  return talentMapped(
    {
      ...{ employeeId, performanceAxis: performance, performanceMean },
      ...{ potentialAxis: potential, potentialScore: assessed.score, box, proposes: [...PROPOSES[box]] },
      finals: finals.map(({ periodEnd: _, ...final }) => final),
      ...{ assessedOn: assessed.assessedOn, assessmentVersion: assessed.version, mappedBy: by },
      ...{ staleOn, staleAt: startOfDay(staleOn, calendar) },
    },
    { subject: employeeId },
  );
};

/** Why the map no longer shows what is known by this evaluation; null where it still does, or has been said already. */
const outdatedBy = (
  { evaluationId, evaluationVersion, periodEnd }: Omit<Final, 'predicate' | 'year'>,
  { map: known, outdated }: Talent,
): OutdatedBy | null => {
  if (!known || outdated) return null;
  const used = known.finals.find((final) => final.evaluationId === evaluationId);
  if (used) return evaluationVersion > used.evaluationVersion ? 'PREDICATE_CORRECTED' : null;
  // The own evaluation takes the place of the predicate that was imported of its year.
  const year = Number(periodEnd.slice(0, 4));
  if (known.finals.some((final) => final.evaluationVersion === 0 && final.year === year))
    return 'NEWER_EVALUATION';
  // What is older than all that was used changes nothing.
  const oldest = Math.min(...known.finals.map(({ year }) => year));
  return periodEnd > `${oldest}-12-31` ? 'NEWER_EVALUATION' : null;
};

/** Said once of a map, and of evaluations only where the map rests on them. */
const unsettled = (
  { because, evaluationId, caseId }: Extract<TalentCommand, { type: 'NoteDoubt' }>,
  { map: known, outdated }: Talent,
): TalentMapUnsettled[] => {
  if (!known || outdated) return [];
  if (evaluationId !== null && known.finals.every((final) => final.evaluationId !== evaluationId)) return [];
  const { employeeId } = known;
  return [talentMapUnsettled({ employeeId, because, evaluationId, caseId }, { subject: employeeId })];
};

const decide = (command: TalentCommand, state: Talent, given: TalentGiven): TalentEvent[] => {
  if (command.type === 'NoteEvaluation') {
    const because = outdatedBy(command.final, state);
    if (because === null || !state.map) return [];
    const { evaluationId, evaluationVersion } = command.final;
    const { employeeId } = state.map;
    return [
      talentMapOutdated({ employeeId, because, evaluationId, evaluationVersion }, { subject: employeeId }),
    ];
  }
  if (command.type === 'NoteDoubt') return unsettled(command, state);
  const { since, endedOn } = given;
  if (since === null) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
  if (endedOn !== null)
    throw new Conflict('EMPLOYMENT_ENDED', 'This employment has ended.', { params: { on: endedOn } });
  return [command.type === 'AssessPotential' ? assess(command, given) : map(command, state, given)];
};

/** One person's potential and place in the nine-box. Stream `talent-<employeeId>`. @source domain.md 7.5; PermenPANRB 3/2020 */
export const talent: Decider<TalentCommand, TalentEvent, Talent, TalentGiven> = {
  initial: { assessed: null, map: null, outdated: false, length: 0 },
  decide,
  evolve: (state, event) => {
    const length = state.length + 1;
    switch (event.type) {
      case 'PotentialAssessed': {
        const { score, assessedOn } = event.data;
        return { ...state, assessed: { score, assessedOn, version: length }, length };
      }
      case 'TalentMapped':
        return { ...state, map: event.data, outdated: false, length };
      case 'TalentMapOutdated':
      case 'TalentMapUnsettled':
        return { ...state, outdated: true, length };
    }
  },
};
