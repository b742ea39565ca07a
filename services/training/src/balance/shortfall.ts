/**
 * Training hours that are missing to the right of a year; null where there is no right, or before the day of the year from which
 * they are shown.
 * @param date legal date of the question
 * @param from month and day, `07-01`
 * @source domain.md 6.3
 */
export const shortfallOf = (
  {
    year,
    right,
    credited,
  }: { readonly year: number; readonly right: number | null; readonly credited: number },
  date: string,
  from: string,
): number | null => (right === null || date < `${year}-${from}` ? null : Math.max(0, right - credited));
