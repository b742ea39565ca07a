import { sha256 } from '@jejak/ledger';

/** JSON with sorted members. Unlike the canonical form it takes any number: nothing is recorded of it but the hash. */
const sorted = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((element) => sorted(element ?? null)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return JSON.stringify(value);
  const members = value as Record<string, unknown>;
  return `{${Object.keys(members)
    .filter((name) => members[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sorted(members[name])}`)
    .join()}}`;
};

/** What a command id stands for: who asks what of which stream. The order of a body's members does not matter. */
export const fingerprintOf = (...asked: readonly unknown[]): Buffer => sha256(sorted(asked));
