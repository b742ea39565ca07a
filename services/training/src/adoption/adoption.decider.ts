import {
  type AdoptionIndexComputed,
  adoptionIndexComputed,
  type AdoptionMeasure,
  type AdoptionSupportGiven,
  adoptionSupportGiven,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';
import type { TrainingRules } from '../rules/training-rules';
import { adoptionIndex, type Counts } from './adoption-index';

export type AdoptionCommand =
  | ({
      readonly type: 'ComputeAdoption';
      readonly adoptionId: string;
      readonly unitId: string;
      readonly quarter: string;
    } & Counts)
  | {
      readonly type: 'AnswerLowAdoption';
      /** What somebody wants to do about it. */
      readonly measure: AdoptionMeasure | 'SANCTION';
      readonly ref: string | null;
    };
export type AdoptionEvent = AdoptionIndexComputed | AdoptionSupportGiven;

export interface Adoption {
  readonly computed: AdoptionIndexComputed['data'] | null;
}

export interface AdoptionGiven {
  readonly rules: Pick<TrainingRules, 'refs' | 'other'>;
  readonly unitKnown: boolean;
}

const decide = (
  command: AdoptionCommand,
  { computed }: Adoption,
  { rules, unitKnown }: AdoptionGiven,
): AdoptionEvent[] => {
  switch (command.type) {
    case 'ComputeAdoption': {
      const { adoptionId, unitId, quarter, employees, selfReporting, policyRead, dialogue } = command;
      if (!unitKnown) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
      const counts = { employees, selfReporting, policyRead, dialogue };
      if ([selfReporting, policyRead, dialogue].some((count) => count > employees))
        throw new RuleViolated('RULE_VIOLATED', 'No more can do so than there are.', {
          rule: 'adoption.counts',
        });
      const { adoptionThreshold, adoptionWeights } = rules.other;
      const shares = adoptionIndex(counts, adoptionWeights, adoptionThreshold);
      const data = {
        ...{ adoptionId, unitId, quarter, employees, ...shares },
        policyRefs: rules.refs.filter((ref) => ref.startsWith('tr.other@')),
      };
      return JSON.stringify(data) === JSON.stringify(computed) ? [] : [adoptionIndexComputed(data)];
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
