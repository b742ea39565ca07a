import {
  type SampleChecked,
  sampleChecked,
  type SampleDrawn,
  sampleDrawn,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export type SampleCommand =
  | ({ readonly type: 'DrawSample' } & SampleDrawn['data'])
  | {
      readonly type: 'CheckSample';
      readonly by: string;
      readonly measurementId: string;
      readonly correct: boolean;
    };
export type SampleEvent = SampleDrawn | SampleChecked;
export type Sample =
  | { readonly status: 'absent' }
  | {
      readonly status: 'drawn';
      readonly sampleId: string;
      readonly measurementIds: readonly string[];
      readonly checked: readonly string[];
    };

export interface SampleGiven {
  /** Whether whoever checks is a data steward of the record's unit. */
  readonly steward: boolean;
  /** Those who reported the record, or verified it: they have said already what they think of it. */
  readonly involved: readonly string[];
}

const decide = (command: SampleCommand, state: Sample, given: SampleGiven): SampleEvent[] => {
  switch (command.type) {
    case 'DrawSample': {
      const { type: _, ...data } = command;
      return state.status === 'absent' ? [sampleDrawn(data)] : [];
    }
    case 'CheckSample': {
      if (state.status === 'absent') throw new NotFound('SAMPLE_NOT_FOUND', 'There is no such sample.');
      const { by: checkedBy, measurementId, correct } = command;
      if (!state.measurementIds.includes(measurementId))
        throw new NotFound('MEASUREMENT_NOT_FOUND', 'The record was not drawn.', { field: 'measurementId' });
      if (state.checked.includes(measurementId))
        throw new Conflict('ILLEGAL_TRANSITION', 'A drawn record is checked once.');
      if (given.involved.includes(checkedBy))
        throw new RuleViolated('SOD_VIOLATION', 'Nobody checks what they reported or verified.', {
          rule: 'sod.reporter-verifier',
        });
      if (!given.steward)
        throw new NotAuthorised('NOT_RELATED', 'A data steward of the unit checks drawn records.');
      return [sampleChecked({ sampleId: state.sampleId, measurementId, checkedBy, correct })];
    }
  }
};

const evolve = (state: Sample, event: SampleEvent): Sample => {
  if (event.type === 'SampleDrawn') {
    const { sampleId, measurementIds } = event.data;
    return { status: 'drawn', sampleId, measurementIds, checked: [] };
  }
  return state.status === 'absent'
    ? state
    : { ...state, checked: [...state.checked, event.data.measurementId] };
};

/** Self-reports that are held against their originals: how far what is reported can be believed. @source domain.md 5.7 */
export const sample: Decider<SampleCommand, SampleEvent, Sample, SampleGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
