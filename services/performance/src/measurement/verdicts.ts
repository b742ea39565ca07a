import {
  measurementCorrected,
  measurementCorrectionDeclined,
  measurementCorrectionProposed,
  measurementDisputed,
  measurementRejected,
  measurementVerified,
} from '@jejak/contracts/performance';
import { Conflict, decimal, NotAuthorised, type ReasonCode, reasonFor, RuleViolated } from '@jejak/kernel';
import { mayJudge, unlocked } from './measurement.guards';
import {
  counted,
  type Existing,
  type Handed,
  type MeasurementCommand,
  type MeasurementEvent,
} from './measurement.state';

type Asked<Type extends MeasurementCommand['type']> = Extract<MeasurementCommand, { type: Type }>;

const about = ({ employeeId }: Existing) => (employeeId === null ? {} : { subject: employeeId });

export const verify = (
  { by, method }: Asked<'VerifyMeasurement'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  mayJudge(by, state, given, ['REPORTED', 'QUARANTINED']);
  const { measurementId, quantity } = state;
  return [measurementVerified({ measurementId, verifiedBy: by, method, quantity }, about(state))];
};

export const reject = (
  { by, code, reason: text }: Asked<'RejectMeasurement'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  mayJudge(by, state, given, ['REPORTED', 'QUARANTINED']);
  const reason = reasonFor('REJECTION', text, given.reasonMinimum);
  const { measurementId, quantity } = state;
  return [
    measurementRejected({ measurementId, rejectedBy: by, code, quantity }, { ...about(state), reason }),
  ];
};

/** The reporter says that the rejection was wrong. @source domain.md 5.1, 5.3 (DisputeRejection) */
export const dispute = (
  { by, reason: text, evidence }: Asked<'DisputeRejection'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  unlocked(given);
  if (state.status !== 'REJECTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'Only a rejected amount is disputed.');
  // Of what a source delivered, the person whom it rates is the one whose cause it is.
  if (by !== (state.reporterId ?? state.employeeId))
    throw new NotAuthorised('NOT_RELATED', 'Whoever reported an amount disputes its rejection.');
  const reason = reasonFor('OBJECTION', text, given.reasonMinimum);
  const { measurementId, quantity } = state;
  return [
    measurementDisputed({ measurementId, disputedBy: by, quantity }, { ...about(state), reason, evidence }),
  ];
};

/** The reporter proposes another amount; what was verified counts until it is confirmed. */
export const propose = (
  { by, quantity, reason: text, evidence }: Asked<'ProposeCorrection'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  unlocked(given);
  if ((state.status !== 'VERIFIED' && state.status !== 'CORRECTED') || state.proposed !== null)
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'A correction is proposed of an amount that counts, and one at a time.',
    );
  const reporter = state.reporterId ?? state.employeeId;
  if (by !== reporter && !(state.reporterId === null && given.steward))
    throw new NotAuthorised('NOT_RELATED', 'Whoever reported an amount proposes its correction.');
  if (decimal(quantity).equals(state.quantity))
    throw new RuleViolated('RULE_VIOLATED', 'A correction says another amount.', {
      field: 'quantity',
      rule: 'measurement.same-amount',
    });
  const reason = reasonFor('CORRECTION', text, given.reasonMinimum);
  const { measurementId } = state;
  return [
    measurementCorrectionProposed(
      { measurementId, proposedBy: by, old: state.quantity, new: quantity },
      { ...about(state), reason, evidence },
    ),
  ];
};

const WAITING = 'No correction of this amount waits for a verifier.';

export const confirm = (
  { by, reason }: Asked<'ConfirmCorrection'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  mayJudge(by, state, given, ['DISPUTED', 'VERIFIED', 'CORRECTED']);
  const quantity = state.proposed?.quantity ?? (state.status === 'DISPUTED' ? state.quantity : null);
  if (quantity === null) throw new Conflict('ILLEGAL_TRANSITION', WAITING);
  return [correction({ by, quantity, reason, evaluationId: null }, 'CORRECTION', state, given)];
};

export const decline = (
  { by, reason: text }: Asked<'DeclineCorrection'>,
  state: Existing,
  given: Handed,
): MeasurementEvent[] => {
  mayJudge(by, state, given, ['DISPUTED', 'VERIFIED', 'CORRECTED']);
  const { measurementId, quantity, proposed } = state;
  const reason = reasonFor('REJECTION', text, given.reasonMinimum);
  const particulars = { ...about(state), reason };
  if (state.status === 'DISPUTED')
    return [measurementRejected({ measurementId, rejectedBy: by, code: 'OTHER', quantity }, particulars)];
  if (proposed === null) throw new Conflict('ILLEGAL_TRANSITION', WAITING);
  return [
    measurementCorrectionDeclined(
      { measurementId, declinedBy: by, quantity: proposed.quantity },
      particulars,
    ),
  ];
};

/** Both versions stay visible: the event names the one that was wrong. */
export const correction = (
  {
    by,
    quantity,
    reason: text,
    evaluationId,
  }: {
    readonly by: string;
    readonly quantity: string;
    readonly reason: string;
    readonly evaluationId: string | null;
  },
  code: ReasonCode,
  state: Existing,
  { correctsEventId, reasonMinimum }: Handed,
): MeasurementEvent => {
  if (correctsEventId === null) throw new Error('a correction is handed the event that it corrects');
  const reason = reasonFor(code, text, reasonMinimum);
  return measurementCorrected(
    {
      ...{ measurementId: state.measurementId, correctsEventId, correctedBy: by, evaluationId },
      ...{ oldStatus: state.status, old: counted(state), new: quantity, quantity },
    },
    { ...about(state), reason },
  );
};
