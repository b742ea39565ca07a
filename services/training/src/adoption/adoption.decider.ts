import {
  type AdoptionIndexComputed,
  adoptionIndexComputed,
  type AdoptionMeasure,
  type AdoptionSupportGiven,
  adoptionSupportGiven,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';
import type { TrainingRules } from '../rules/training-rules';
import { adoptionIndex } from './adoption-index';
import { type Counted, lastDayOf } from './quarter';

export type AdoptionCommand =
  | ({
      readonly type: 'ComputeAdoption';
      readonly adoptionId: string;
      readonly unitId: string;
      readonly quarter: string;
      /** What a machine hands in goes before what is counted here: of `policyRead` how many have read the one policy it asked about. */
    } & Partial<Omit<Counted, 'policies' | 'inputsSha256'>>)
  | {
      readonly type: 'AnswerLowAdoption';
      /** What somebody wants to do about it. */
      readonly measure: AdoptionMeasure | 'SANCTION';
      readonly ref: string | null;
    };
export type AdoptionEvent = AdoptionIndexComputed | AdoptionSupportGiven;
type Computed = AdoptionIndexComputed['data'];

export interface Adoption {
  readonly computed: Computed | null;
}

export interface AdoptionGiven {
  readonly rules: Pick<TrainingRules, 'refs' | 'other'>;
  readonly unitKnown: boolean;
  /** Legal date. */
  readonly date: string;
  /** What is counted here of the quarter; null of a command that computes nothing. */
  readonly counted: Counted | null;
}

/** Whether an index says the same again, of whatever it was counted. The log keeps no order of members. */
const same = (one: Computed, other: Computed): boolean => said(one) === said(other);
const said = ({ inputsSha256: _, ...data }: Computed): string => JSON.stringify(Object.entries(data).sort());

const decide = (
  command: AdoptionCommand,
  { computed }: Adoption,
  { rules, unitKnown, date, counted }: AdoptionGiven,
): AdoptionEvent[] => {
  switch (command.type) {
    case 'ComputeAdoption': {
      const { adoptionId, unitId, quarter } = command;
      if (!unitKnown) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
      const handedIn = [command.employees, command.selfReporting, command.policyRead, command.dialogue];
      if (handedIn.includes(undefined) && date <= lastDayOf(quarter))
        throw new RuleViolated('RULE_VIOLATED', 'What is counted of a quarter is counted when it is over.', {
          ...{ rule: 'adoption.quarter-over', field: 'quarter' },
        });
      const employees = command.employees ?? counted?.employees ?? 0;
      const selfReporting = command.selfReporting ?? counted?.selfReporting ?? 0;
      const dialogue = command.dialogue ?? counted?.dialogue ?? 0;
      const policiesToRead = command.policyRead === undefined ? [...(counted?.policies ?? [])] : null;
      const policyRead = command.policyRead ?? counted?.policyRead ?? 0;
      const policies = policiesToRead?.length ?? 1;
      if (employees === 0)
        throw new RuleViolated('RULE_VIOLATED', 'Nobody works in this unit.', { rule: 'adoption.nobody' });
      if (selfReporting > employees || dialogue > employees || policyRead > employees * policies)
        throw new RuleViolated('RULE_VIOLATED', 'No more can do so than there are.', {
          rule: 'adoption.counts',
        });
      const { adoptionThreshold, adoptionWeights } = rules.other;
      const counts = { employees, selfReporting, policyRead, policies, dialogue };
      const { policyRead: read, ...shares } = adoptionIndex(counts, adoptionWeights, adoptionThreshold);
      const data = {
        ...{ adoptionId, unitId, quarter, employees, policyRead: read, policiesToRead, ...shares },
        policyRefs: rules.refs.filter((ref) => ref.startsWith('tr.other@')),
        // What somebody hands in is known to nobody here.
        ...(counted?.inputsSha256 !== undefined && handedIn.every((count) => count === undefined)
          ? { inputsSha256: counted.inputsSha256 }
          : {}),
      };
      return computed && same(data, computed) ? [] : [adoptionIndexComputed(data)];
    }
    case 'AnswerLowAdoption': {
      if (!computed) throw new NotFound('ADOPTION_NOT_FOUND', 'This unit has no index.');
      const { measure, ref } = command;
      if (measure === 'SANCTION')
        throw new RuleViolated(
          'ADOPTION_NOT_SANCTIONABLE',
          'Slow adoption alone is no ground for a sanction.',
        );
      if (!computed.low) throw new Conflict('ADOPTION_NOT_LOW', 'This unit works the new way.');
      const { adoptionId, unitId } = computed;
      return [adoptionSupportGiven({ adoptionId, unitId, measure, ref })];
    }
  }
};

/** How far a unit works the new way, and how it is helped. @source domain.md 6.3, resistance to change */
export const adoption: Decider<AdoptionCommand, AdoptionEvent, Adoption, AdoptionGiven> = {
  initial: { computed: null },
  decide,
  evolve: (state, event) => (event.type === 'AdoptionIndexComputed' ? { computed: event.data } : state),
};
