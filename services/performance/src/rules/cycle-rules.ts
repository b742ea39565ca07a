/** What the policies in force on the first day of a year say to its periods. */
export interface CycleRules {
  readonly frequency: 'MONTHLY' | 'QUARTERLY';
  /** Calendar days after a period's end for the employee's report, and for the rating. */
  readonly selfReportDays: number;
  readonly rateDays: number;
}
