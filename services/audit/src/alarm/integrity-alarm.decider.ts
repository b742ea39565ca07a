import { type IntegrityAlarmRaised, integrityAlarmRaised } from '@jejak/contracts/audit';
import type { Decider } from '@jejak/kernel';

export type AlarmCommand = { readonly type: 'RaiseIntegrityAlarm' } & IntegrityAlarmRaised['data'];
export type Alarm = { readonly status: 'absent' | 'raised' };

/**
 * One alarm per cause: its stream is named by what it is about, so finding the same again says nothing new.
 * @source domain.md 10.1
 */
export const integrityAlarm: Decider<AlarmCommand, IntegrityAlarmRaised, Alarm> = {
  initial: { status: 'absent' },
  decide: ({ type: _, ...data }, { status }) => (status === 'raised' ? [] : [integrityAlarmRaised(data)]),
  evolve: () => ({ status: 'raised' }),
};
