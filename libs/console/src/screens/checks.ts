import type { EndpointName } from '../api/endpoints';

/** A check over the whole log: under which name it stands in an address, who answers it, and whether for a stretch of time. */
export const CHECKS = {
  terlambat: { endpoint: 'lateChanges', period: 'any' },
  pemisahan: { endpoint: 'separation', period: 'any' },
  rentetan: { endpoint: 'bursts', period: 'any' },
  keseragaman: { endpoint: 'uniformity', period: 'year' },
  kewenangan: { endpoint: 'rights', period: 'any' },
  kelengkapan: { endpoint: 'completeness', period: 'none' },
} as const satisfies Readonly<
  Record<string, { readonly endpoint: EndpointName; readonly period: 'any' | 'year' | 'none' }>
>;

export type CheckName = keyof typeof CHECKS;

export const checkIn = (text: string): CheckName | undefined =>
  (Object.keys(CHECKS) as CheckName[]).find((known) => known === text);

/** A year, or a part of one: `2026`, `2026-H2`, `2026-Q3`, `2026-05`. */
export const isPeriod = (text: string, only: 'any' | 'year' | 'none'): boolean =>
  only === 'year' ? /^\d{4}$/.test(text) : /^\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/.test(text);
