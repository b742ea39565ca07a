import { recruitmentContracts, type Stage } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { PublicInput, PublicInputEvent } from './public-input.decider';

/** That there is an input, and whether it is answered; the words stay sealed. */
export interface PublicInputRow {
  readonly inputId: string;
  readonly vacancyId: string;
  readonly stage: Stage;
  readonly status: Exclude<PublicInput['status'], 'absent'>;
  /** ISO instants. */
  readonly givenAt: string;
  readonly answeredAt: string | null;
}

export const publicInputs = projection<PublicInputEvent, PublicInputRow>()({
  table: 'public_input',
  source: recruitmentContracts,
  key: ({ data }) => data.inputId,
  opens: {
    PublicInputGiven: ({ data: { inputId, vacancyId, stage }, envelope }) => ({
      ...{ inputId, vacancyId, stage, status: 'given', givenAt: envelope.at, answeredAt: null },
    }),
  },
  on: {
    PublicInputAnswered: (row, { envelope }) => ({ ...row, status: 'answered', answeredAt: envelope.at }),
  },
});
