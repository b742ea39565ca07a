/** A column of instants as the API writes them: UTC, milliseconds. */
export const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A column of legal dates as the API writes them. */
export const DATE = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;
