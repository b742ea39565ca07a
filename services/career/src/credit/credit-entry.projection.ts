import { careerContracts } from '@jejak/contracts/career';
import type { FunctionalLevel } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { Recorded } from '@jejak/kernel';
import { negated } from './credit-points';
import type { CreditLedgerEvent } from './credit-ledger.state';

/** One entry of a ledger, in the order in which they were made. */
export interface CreditEntryRow {
  readonly entryId: string;
  readonly employeeId: string;
  /** Its place in the ledger. */
  readonly seq: number;
  readonly kind: CreditLedgerEvent['type'];
  /** The section. */
  readonly level: FunctionalLevel;
  /** What it adds to its section, 2 places; negative where it takes away. */
  readonly points: string;
  /** Points taken from another section. */
  readonly takenFrom: FunctionalLevel | null;
  readonly recordedAt: string;
  readonly evaluationId: string | null;
  readonly evaluationVersion: number | null;
  readonly caseId: string | null;
  /** How it came about, as the fact says. */
  readonly detail: object;
}

const opened = (
  event: Recorded<CreditLedgerEvent>,
  points: string,
  more: Partial<CreditEntryRow>,
): CreditEntryRow => {
  const { entryId, employeeId, level, ...detail } = event.data;
  return {
    ...{ entryId, employeeId, level, points, kind: event.type, detail },
    ...{ seq: event.envelope.version, recordedAt: event.envelope.at },
    ...{ takenFrom: null, evaluationId: null, evaluationVersion: null, caseId: null },
    ...more,
  };
};

export const creditEntries = projection<CreditLedgerEvent, CreditEntryRow>()({
  table: 'credit_entry',
  source: careerContracts,
  key: ({ data }) => data.entryId,
  opens: {
    CreditBalanceImported: (event) => opened(event, event.data.balance, {}),
    CreditBalanceCorrected: (event) => opened(event, event.data.points, {}),
    CreditConverted: (event) => {
      const { points, evaluationId, evaluationVersion } = event.data;
      return opened(event, points, { evaluationId, evaluationVersion });
    },
    CreditReversed: (event) => {
      const { points, evaluationId, evaluationVersion } = event.data;
      return opened(event, points, { evaluationId, evaluationVersion });
    },
    CreditLapsed: (event) => opened(event, negated(event.data.points), { caseId: event.data.caseId }),
    CreditCarried: (event) =>
      opened(event, event.data.points, { caseId: event.data.caseId, takenFrom: event.data.fromLevel }),
    EducationCreditAdded: (event) => opened(event, event.data.points, {}),
  },
});
