import type { CyclePeriod } from '@jejak/contracts/performance';
import { type Calendar, endOfDay, plusDays, plusMonths } from '@jejak/kernel';
import type { CycleRules } from '../rules/cycle-rules';

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The parts of a year after which everyone is rated, in order: months or quarters, as the policy of its first day chose.
 * @source PermenPANRB 6/2022, periodic evaluation; domain.md 3 (`perf.period`)
 */
export const periodsOf = (
  year: number,
  { frequency, selfReportDays, rateDays }: CycleRules,
  calendar: Calendar,
): CyclePeriod[] => {
  const months = frequency === 'MONTHLY' ? 1 : 3;
  return Array.from({ length: 12 / months }, (_, index) => {
    const from = `${year}-${two(index * months + 1)}-01`;
    const to = plusDays(plusMonths(from, months), -1);
    const rateBy = plusDays(to, rateDays);
    return {
      period: frequency === 'MONTHLY' ? `${year}-${two(index + 1)}` : `${year}-Q${index + 1}`,
      ...{ from, to, opensAt: endOfDay(to, calendar), rateBy, overdueAt: endOfDay(rateBy, calendar) },
      selfReportBy: plusDays(to, selfReportDays),
    };
  });
};
