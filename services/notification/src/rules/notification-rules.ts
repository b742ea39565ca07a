import type { Audience } from '@jejak/contracts/notification';
import { RuleViolated } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';

/** A rung in calendar days from the last day: −14 = two weeks before, 0 = on it, 3 = three days after. */
export interface Rung {
  readonly days: number;
  readonly to: Audience;
}

/** From when to when by the clock on the wall, `hh:mm`; over midnight where it ends before it begins. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** What governs deadlines and messages. @source domain.md 11, by `ntf.other` */
export interface NotificationRules {
  readonly ref: string;
  /** Earliest first. */
  readonly ladder: readonly Rung[];
  /** Of who has set none. */
  readonly quietHours: QuietHours;
  /** Minutes after each failure of a channel; after the last one it is given up. */
  readonly retryMinutes: readonly number[];
  /** Calendar days after two channels failed, with which a notice in the inbox counts as received. */
  readonly inboxProofDays: number;
  /** Calendar days in which a public subscription is confirmed. */
  readonly confirmDays: number;
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * @param policy `ntf.other`
 * @throws RuleViolated POLICY_MISSING where this version does not say all that is needed
 */
export const notificationRulesOf = ({ ref, parameters }: PinnedPolicy): NotificationRules => {
  const missing = (name: string): RuleViolated =>
    new RuleViolated('POLICY_MISSING', `${ref} says nothing of ${name}.`, {
      rule: 'ntf.other',
      params: { key: 'ntf.other' },
    });
  const counts = (name: string): readonly number[] => {
    const value = parameters[name];
    if (!Array.isArray(value) || !value.every(isCount)) throw missing(name);
    return value;
  };
  const within = (name: string): Readonly<Record<string, unknown>> => {
    const value = parameters[name];
    if (typeof value !== 'object' || value === null) throw missing(name);
    // Each member is checked when it is read.
    return value as Readonly<Record<string, unknown>>;
  };
  const count = (value: unknown, name: string): number => {
    if (!isCount(value)) throw missing(name);
    return value;
  };
  const wallTime = (value: unknown): string => {
    if (typeof value !== 'string' || !WALL_TIME.test(value)) throw missing('quietHours');
    return value;
  };
  const overdue = within('overdueDays');
  const quiet = within('quietHours');
  const before = counts('beforeDays').map((days): Rung => ({ days: days === 0 ? 0 : -days, to: 'OBLIGED' }));
  const after = [
    { days: count(overdue.supervisor, 'overdueDays'), to: 'SUPERVISOR' },
    { days: count(overdue.superior, 'overdueDays'), to: 'SUPERIOR' },
    { days: count(overdue.hr, 'overdueDays'), to: 'HR' },
  ] as const;
  return {
    ref,
    ladder: [...before, { days: 0, to: 'OBLIGED' } as const, ...after].sort((a, b) => a.days - b.days),
    quietHours: { from: wallTime(quiet.from), to: wallTime(quiet.to) },
    retryMinutes: counts('retryMinutes'),
    inboxProofDays: count(parameters.inboxProofDays, 'inboxProofDays'),
    confirmDays: count(parameters.confirmDays, 'confirmDays'),
  };
};
