/** What a year pins on its first day, and a plan at the start of its period: all that governs either to the end. Sorted. */
export const PERIOD_POLICIES = [
  'perf.ack.days',
  'perf.annual.due',
  'perf.behaviour',
  'perf.cap',
  'perf.citizen',
  'perf.distribution',
  'perf.method.weights',
  'perf.objection.days',
  'perf.objection.decisionDays',
  'perf.other',
  'perf.period',
  'perf.plan.deadline',
  'perf.plan.indicators',
  'perf.realism.maxStretch',
  'perf.result',
] as const;

/** Those that the formulas of a recommendation read. Sorted. */
export const FORMULA_POLICIES = [
  'perf.behaviour',
  'perf.cap',
  'perf.citizen',
  'perf.method.weights',
  'perf.other',
  'perf.result',
] as const;
