/** How a year is rated, the best first. */
export const RATINGS = ['ABOVE', 'MEETS', 'BELOW'] as const;
