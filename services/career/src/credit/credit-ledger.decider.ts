import {
  creditBalanceCorrected,
  creditBalanceImported,
  creditCarried,
  creditLapsed,
  type Degree,
  educationCreditAdded,
  type FunctionalLevel,
} from '@jejak/contracts/career';
import {
  Conflict,
  type Decider,
  decimal,
  fixed,
  type Moment,
  naturalId,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { convert, type ConversionGiven } from './conversion';
import {
  balanceOf,
  type CreditLedger,
  type CreditLedgerEvent,
  emptyLedger,
  evolve,
} from './credit-ledger.state';
import { needOf, standingOn } from './ladder';
import { assertNotOwnFile } from './own-file';

export type CreditLedgerCommand = { readonly employeeId: string } & (
  | {
      readonly type: 'ImportCreditBalance';
      /** Who records it. */
      readonly by: string;
      readonly balance: string;
      readonly asOf: string;
      readonly documentSha256: string | null;
    }
  | {
      readonly type: 'CorrectCreditBalance';
      /** Who records it. */
      readonly by: string;
      readonly balance: string;
      readonly documentSha256: string | null;
      readonly reason: string;
    }
  | { readonly type: 'ConvertPredicate'; readonly evaluationId: string }
  | {
      readonly type: 'AddEducationCredit';
      /** Who records it. */
      readonly by: string;
      readonly degree: Degree;
      /** Whether the diploma belongs to the position. */
      readonly related: boolean;
      readonly documentSha256: string | null;
    }
  | {
      /** A promotion to the next level took effect. */
      readonly type: 'SettlePromotion';
      readonly caseId: string;
      readonly from: FunctionalLevel;
      readonly to: FunctionalLevel;
    }
);

export interface CreditLedgerGiven extends ConversionGiven {
  /** Legal date. */
  readonly date: string;
  /** Of a correction: the event that it corrects; null where there is none, or another command asks. */
  readonly correctsEventId: string | null;
}

type Named<Name> = Extract<CreditLedgerCommand, { readonly type: Name }>;

const decide = (
  command: CreditLedgerCommand,
  state: CreditLedger,
  given: CreditLedgerGiven & Moment,
): CreditLedgerEvent[] => {
  switch (command.type) {
    case 'ImportCreditBalance':
      return importBalance(command, state, given);
    case 'CorrectCreditBalance':
      return correctBalance(command, state, given);
    case 'ConvertPredicate':
      return convert(command.employeeId, state, given);
    case 'AddEducationCredit':
      return addEducation(command, state, given);
    case 'SettlePromotion':
      return settle(command, state, given);
  }
};

/**
 * The balance with which a ledger begins; once, and before what it already holds would be counted again.
 * @throws RuleViolated SOD_VIOLATION, DOCUMENT_MISSING, NOT_FUNCTIONAL · Conflict BALANCE_EXISTS
 * @source domain.md 7.2, 17 (7): only by a signed decree (PAK)
 */
const importBalance = (
  { by, employeeId, balance, asOf, documentSha256 }: Named<'ImportCreditBalance'>,
  state: CreditLedger,
  { steps, date }: CreditLedgerGiven,
): CreditLedgerEvent[] => {
  assertNotOwnFile(by, employeeId);
  if (documentSha256 === null) throw documentMissing();
  if (state.imported || state.conversions.some(({ data, reversed }) => !reversed && data.from <= asOf))
    throw new Conflict('BALANCE_EXISTS', 'This time is in the ledger already.');
  if (asOf > date)
    throw new RuleViolated('RULE_VIOLATED', 'A balance is of a day that has passed.', {
      field: 'asOf',
      rule: 'credit.balance-date',
    });
  const level = levelOn(steps, asOf);
  return [
    creditBalanceImported(
      {
        ...{ entryId: naturalId('credit-balance', employeeId), employeeId, level },
        ...{ balance: fixed(balance, 2), asOf, documentSha256 },
      },
      { subject: employeeId, effective: asOf },
    ),
  ];
};

/**
 * The balance that was taken over becomes another by a later decree: an entry of its own over the difference, beside the one that
 * was wrong. What was decided by the old balance is not undone by it. The same balance again is no news.
 * @throws RuleViolated SOD_VIOLATION, DOCUMENT_MISSING, REASON_REQUIRED · Conflict ILLEGAL_TRANSITION where none was taken over
 * @source domain.md 2.1, 2.9; parameter `gov.other` reasonMinChars
 */
const correctBalance = (
  { by, employeeId, balance, documentSha256, reason }: Named<'CorrectCreditBalance'>,
  { imported }: CreditLedger,
  { rules, correctsEventId }: CreditLedgerGiven,
): CreditLedgerEvent[] => {
  assertNotOwnFile(by, employeeId);
  if (imported === null || correctsEventId === null)
    throw new Conflict('ILLEGAL_TRANSITION', 'No balance was taken over that could be corrected.');
  if (documentSha256 === null) throw documentMissing();
  const why = reasonFor('CORRECTION', reason, rules.reasonMinimum);
  const points = decimal(balance).minus(imported.balance);
  if (points.isZero()) return [];
  return [
    creditBalanceCorrected(
      {
        ...{ entryId: naturalId('credit-balance', employeeId, correctsEventId), employeeId },
        ...{ level: imported.level, of: imported.entryId, correctsEventId, old: imported.balance },
        ...{ balance: fixed(balance, 2), points: fixed(points, 2), documentSha256 },
      },
      { subject: employeeId, effective: imported.asOf, reason: why },
    ),
  ];
};

/**
 * A diploma that belongs to the position earns a share of the need for the next rank, once a degree.
 * @throws RuleViolated SOD_VIOLATION, DOCUMENT_MISSING, RULE_VIOLATED (credit.diploma), NOT_FUNCTIONAL · Conflict EDUCATION_CREDITED
 * @source PermenPANRB 1/2023 [R?]; `car.other` educationCreditPct
 */
const addEducation = (
  { by, employeeId, degree, related, documentSha256 }: Named<'AddEducationCredit'>,
  state: CreditLedger,
  { steps, date, rules }: CreditLedgerGiven,
): CreditLedgerEvent[] => {
  assertNotOwnFile(by, employeeId);
  if (state.degrees.includes(degree))
    throw new Conflict('EDUCATION_CREDITED', 'This degree is in the ledger already.');
  if (documentSha256 === null) throw documentMissing();
  if (!related)
    throw new RuleViolated('RULE_VIOLATED', 'The diploma does not belong to the position.', {
      field: 'related',
      rule: 'credit.diploma',
    });
  const level = levelOn(steps, date);
  const pct = rules.other.educationCreditPct;
  const need = needOf(rules, level)?.nextRank ?? '0';
  const points = fixed(decimal(need).times(pct).div(100), 2);
  return [
    educationCreditAdded(
      {
        ...{ entryId: naturalId('credit-education', employeeId, degree), employeeId, level },
        ...{ degree, pct, points, documentSha256 },
      },
      { subject: employeeId },
    ),
  ];
};

/**
 * What is beyond the need lapses with the promotion to the next level, or is carried along, as the policy says.
 * @source domain.md 7.3; `car.other` carryOnLevel
 */
const settle = (
  { employeeId, caseId, from, to }: Named<'SettlePromotion'>,
  state: CreditLedger,
  { rules }: CreditLedgerGiven,
): CreditLedgerEvent[] => {
  const need = needOf(rules, from)?.nextLevel ?? null;
  if (need === null || state.settled.includes(caseId)) return [];
  const excess = decimal(balanceOf(state, from)).minus(need);
  if (!excess.greaterThan(0)) return [];
  const entry = { entryId: naturalId('credit-excess', caseId), employeeId, points: fixed(excess, 2), caseId };
  return rules.other.carryOnLevel
    ? [creditCarried({ ...entry, level: to, fromLevel: from }, { subject: employeeId })]
    : [creditLapsed({ ...entry, level: from, why: 'LEVEL_PROMOTION' }, { subject: employeeId })];
};

const levelOn = (steps: CreditLedgerGiven['steps'], date: string): FunctionalLevel => {
  const level = standingOn(steps, date)?.level;
  if (!level)
    throw new RuleViolated('NOT_FUNCTIONAL', 'The employee holds no functional level.', {
      rule: 'credit.functional',
    });
  return level;
};

export const documentMissing = (): RuleViolated =>
  new RuleViolated('DOCUMENT_MISSING', 'Nothing is taken over without its signed document.', {
    field: 'documentSha256',
  });

/** The credit points of one functional officer: entries that are never overwritten. @source PermenPANRB 1/2023; domain.md 7.1, 7.3 */
export const creditLedger: Decider<CreditLedgerCommand, CreditLedgerEvent, CreditLedger, CreditLedgerGiven> =
  {
    initial: emptyLedger,
    decide,
    evolve,
  };
