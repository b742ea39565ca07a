import { measurementIngested, measurementQuarantined, progressReported } from '@jejak/contracts/performance';
import { Conflict, decimal, legalDate, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import { takesReports } from '../plan/plan.state';
import { inOrder, unlocked } from './measurement.guards';
import type { Handed, Ingest, Measurement, MeasurementCommand, MeasurementEvent } from './measurement.state';
import { failureOf, reportFailureOf } from './quality';

export const report = (
  command: Extract<MeasurementCommand, { type: 'ReportProgress' }>,
  state: Measurement,
  given: Handed,
): MeasurementEvent[] => {
  const { plan, now, calendar } = given;
  if (!plan) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
  unlocked(given);
  // Its id comes from the command's: what is there is this very one.
  if (state.status !== 'absent') return [];
  if (!takesReports(plan, legalDate(now, calendar)))
    throw new Conflict('PLAN_NOT_ACTIVE', 'Progress is reported on an agreed plan.');
  if (command.by !== plan.employeeId)
    throw new NotAuthorised('NOT_RELATED', 'Everybody reports on their own plan.');
  const { type: _, by: __, evidence, ...data } = command;
  const indicator = plan.indicators.find(({ indicatorId }) => indicatorId === data.indicatorId);
  if (!indicator)
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicatorId' });
  inOrder(data, given);
  if (data.from < plan.periodStart || data.to > plan.periodEnd)
    throw new RuleViolated('RULE_VIOLATED', 'The amount lies outside the period of the plan.', {
      field: 'from',
      rule: 'measurement.period',
    });
  if (indicator.verificationRule === 'EVIDENCE_REQUIRED' && evidence.length === 0)
    throw new RuleViolated('EVIDENCE_REQUIRED', 'This indicator is reported with evidence.', {
      field: 'evidence',
    });
  const { employeeId, unitId } = plan;
  const { heldAgainst: held } = given;
  // Flagged and not refused: a person verifies it, and may know why it is so.
  const flag = held && reportFailureOf(data, held.schemas, held.known, held.quality);
  return [
    progressReported(
      { ...data, employeeId, unitId, ...(flag ? { flag } : {}) },
      { subject: employeeId, evidence, effective: data.to },
    ),
  ];
};

/** What a source delivers counts at once, unless it fails a check: then it is kept, and waits for a steward. */
export const ingest = (
  { type: _, source: __, ofCase: ___, ...data }: Ingest,
  state: Measurement,
  given: Handed,
): MeasurementEvent[] => {
  if (state.status !== 'absent') {
    if (decimal(state.quantity).equals(data.quantity)) return [];
    throw new Conflict('IMPORT_MISMATCH', 'This amount was delivered before with another quantity.', {
      field: 'quantity',
    });
  }
  unlocked(given);
  if (!given.delivery) throw new Error('a delivery is handed what it is held against');
  const { source, known, quality } = given.delivery;
  if (source === null || source.suspended)
    throw new RuleViolated('SOURCE_NOT_VALIDATED', 'Only a registered source delivers amounts.', {
      field: 'source',
    });
  inOrder(data, given);
  const { sourceId, version: sourceVersion, kind, schema } = source;
  const particulars = {
    ...(data.employeeId === null ? {} : { subject: data.employeeId }),
    effective: data.to,
  };
  const amount = { ...data, source: kind, sourceId, sourceVersion };
  const failure = failureOf(amount, schema, known, quality);
  if (!failure) return [measurementIngested(amount, particulars)];
  const { check: checkFailed, against } = failure;
  return [measurementQuarantined({ ...amount, checkFailed, against }, particulars)];
};
