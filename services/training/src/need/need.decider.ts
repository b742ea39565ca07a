import {
  type NeedDeclined,
  needDeclined,
  type NeedFinder,
  type NeedIdentified,
  needIdentified,
  type NeedPlanned,
  needPlanned,
  type NeedPrioritised,
  needPrioritised,
  type ProgrammeDefined,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotAuthorised, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';

export type NeedCommand =
  | ({
      readonly type: 'IdentifyNeed';
      readonly by: string;
      /** A machine, which found the gap in what was recorded. */
      readonly automatic: boolean;
    } & Omit<NeedIdentified['data'], 'identifiedBy'>)
  | { readonly type: 'PrioritiseNeed'; readonly priority: number }
  | { readonly type: 'PlanNeed'; readonly year: number; readonly programmeId: string }
  | { readonly type: 'DeclineNeed'; readonly reason: string }
  /** The employment ends; nothing to do where nothing is open. */
  | { readonly type: 'LapseNeed' };
export type NeedEvent = NeedIdentified | NeedPrioritised | NeedPlanned | NeedDeclined;

export type Need =
  | { readonly status: 'absent' }
  | {
      readonly status: 'IDENTIFIED' | 'PRIORITISED' | 'PLANNED' | 'DECLINED';
      readonly identified: NeedIdentified['data'];
    };

export interface NeedGiven {
  readonly employed: boolean;
  readonly supervisorId: string | null;
  /** That is to close it; null where there is no such programme, or the command names none. */
  readonly programme: ProgrammeDefined['data'] | null;
  readonly reasonMinimum: number;
}

const isOpen = (status: Need['status']): boolean => status === 'IDENTIFIED' || status === 'PRIORITISED';

/** @throws NotFound NEED_NOT_FOUND · Conflict ILLEGAL_TRANSITION where it was planned or declined */
const open = (state: Need): NeedIdentified['data'] => {
  if (state.status === 'absent') throw new NotFound('NEED_NOT_FOUND', 'There is no such need.');
  if (!isOpen(state.status)) throw new Conflict('ILLEGAL_TRANSITION', 'This need is settled already.');
  return state.identified;
};

/** @throws NotAuthorised NOT_RELATED */
const finderOf = (
  { by, automatic, employeeId }: Extract<NeedCommand, { type: 'IdentifyNeed' }>,
  { supervisorId }: NeedGiven,
): NeedFinder => {
  if (automatic) return 'SERVICE';
  if (by === employeeId) return 'EMPLOYEE';
  if (by === supervisorId) return 'SUPERVISOR';
  throw new NotAuthorised('NOT_RELATED', 'One’s own needs, or those of one’s team.');
};

const decide = (command: NeedCommand, state: Need, given: NeedGiven): NeedEvent[] => {
  switch (command.type) {
    case 'IdentifyNeed': {
      const { type: _, by: __, automatic, ...data } = command;
      if (isOpen(state.status)) {
        // What was recorded again says nothing new; a person is told.
        if (automatic) return [];
        throw new Conflict('NEED_OPEN', 'This need is known already.');
      }
      if (!given.employed)
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
      const identifiedBy = finderOf(command, given);
      // It moves people up waiting lists: performance tells of improvement plans, nobody of their own.
      if (!automatic && data.improvementPlan)
        throw new RuleViolated('RULE_VIOLATED', 'Improvement plans are known from evaluations.', {
          rule: 'need.improvement-plan',
          field: 'improvementPlan',
        });
      return [needIdentified({ ...data, identifiedBy }, { subject: data.employeeId })];
    }
    case 'PrioritiseNeed': {
      const { needId, employeeId } = open(state);
      return [needPrioritised({ needId, employeeId, priority: command.priority }, { subject: employeeId })];
    }
    case 'PlanNeed': {
      const { needId, employeeId, competency } = open(state);
      const { year, programmeId } = command;
      if (!given.programme)
        throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.', { field: 'programmeId' });
      if (!given.programme.competencies.includes(competency))
        throw new RuleViolated('RULE_VIOLATED', 'The programme does not teach what is needed.', {
          rule: 'need.competency',
          field: 'programmeId',
        });
      return [needPlanned({ needId, employeeId, year, programmeId }, { subject: employeeId })];
    }
    case 'DeclineNeed': {
      const { needId, employeeId } = open(state);
      const reason = reasonFor('REJECTION', command.reason, given.reasonMinimum);
      return [needDeclined({ needId, employeeId }, { subject: employeeId, reason })];
    }
    case 'LapseNeed': {
      if (state.status === 'absent' || !isOpen(state.status)) return [];
      const { needId, employeeId } = state.identified;
      const reason = { code: 'CANCELLATION', text: 'Hubungan kerja berakhir.' } as const;
      return [needDeclined({ needId, employeeId }, { subject: employeeId, reason })];
    }
  }
};

const evolve = (state: Need, event: NeedEvent): Need => {
  switch (event.type) {
    case 'NeedIdentified':
      return { status: 'IDENTIFIED', identified: event.data };
    case 'NeedPrioritised':
      return state.status === 'absent' ? state : { ...state, status: 'PRIORITISED' };
    case 'NeedPlanned':
      return state.status === 'absent' ? state : { ...state, status: 'PLANNED' };
    case 'NeedDeclined':
      return state.status === 'absent' ? state : { ...state, status: 'DECLINED' };
  }
};

/** What somebody lacks, and what is done about it (analisis kebutuhan). @source domain.md 6.1, 6.2 */
export const need: Decider<NeedCommand, NeedEvent, Need, NeedGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
