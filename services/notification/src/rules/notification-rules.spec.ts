import { SEED } from '@jejak/contracts/policy';
import { DomainError } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { notificationRulesOf } from './notification-rules';

const seeded = SEED.find(({ key }) => key === 'ntf.other')?.parameters ?? {};
const of = (parameters: Readonly<Record<string, unknown>>) =>
  notificationRulesOf({ ref: 'ntf.other@1', key: 'ntf.other', version: 1, parameters });

describe('ntf.other', () => {
  it('says how an installation begins', () =>
    expect(of(seeded)).toEqual({
      ref: 'ntf.other@1',
      ladder: [
        { days: -14, to: 'OBLIGED' },
        { days: -7, to: 'OBLIGED' },
        { days: -3, to: 'OBLIGED' },
        { days: -1, to: 'OBLIGED' },
        { days: 0, to: 'OBLIGED' },
        { days: 1, to: 'SUPERVISOR' },
        { days: 3, to: 'SUPERIOR' },
        { days: 7, to: 'HR' },
      ],
      quietHours: { from: '20:00', to: '06:00' },
      retryMinutes: [1, 5, 30, 120],
      inboxProofDays: 3,
      confirmDays: 3,
    }));
  it.each([
    { beforeDays: 'soon' },
    { beforeDays: [-1] },
    { overdueDays: { supervisor: 1 } },
    { overdueDays: null },
    { quietHours: { from: '24:00', to: '06:00' } },
    { retryMinutes: undefined },
    { inboxProofDays: 1.5 },
    { confirmDays: '3' },
  ])('is missing where it says %j', (wrong) => {
    let code: string | undefined;
    try {
      of({ ...seeded, ...wrong });
    } catch (error) {
      code = error instanceof DomainError ? error.code : undefined;
    }
    expect(code).toBe('POLICY_MISSING');
  });
});
