import {
  type IntegrityAlarmRaised,
  integrityAlarmRaised,
  type IntegrityAlarmResolved,
  integrityAlarmResolved,
} from '@jejak/contracts/audit';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type AlarmCommand =
  | ({ readonly type: 'RaiseIntegrityAlarm' } & IntegrityAlarmRaised['data'])
  | { readonly type: 'ResolveIntegrityAlarm'; readonly by: string; readonly rootCause: string };
export type AlarmEvent = IntegrityAlarmRaised | IntegrityAlarmResolved;
export type Alarm =
  { readonly status: 'absent' } | { readonly status: 'raised' | 'resolved'; readonly alarmId: string };

export interface AlarmGiven {
  /** Who raised it, as the log names them; nobody of them resolves it. */
  readonly raisedBy: readonly string[];
  /** The inspector, as facts name people: id and pseudonym. */
  readonly inspector: readonly string[];
  /** Characters that say why (`gov.other`). */
  readonly minimum: number;
}

/** @throws NotFound ALARM_NOT_FOUND; Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION, REASON_REQUIRED */
const resolve = (
  { by: resolvedBy, rootCause }: Extract<AlarmCommand, { type: 'ResolveIntegrityAlarm' }>,
  state: Alarm,
  { raisedBy, inspector, minimum }: AlarmGiven,
): AlarmEvent[] => {
  if (state.status === 'absent') throw new NotFound('ALARM_NOT_FOUND', 'There is no such alarm.');
  if (state.status === 'resolved') throw new Conflict('ILLEGAL_TRANSITION', 'The alarm is resolved.');
  if (raisedBy.some((one) => inspector.includes(one)))
    throw new RuleViolated('SOD_VIOLATION', 'Nobody resolves an alarm that they raised.', {
      rule: 'sod.own-alarm',
    });
  const found = rootCause.trim();
  if (found.length < minimum)
    throw new RuleViolated('REASON_REQUIRED', `Say what caused it, in at least ${minimum} characters.`, {
      field: 'rootCause',
      params: { min: minimum },
    });
  return [integrityAlarmResolved({ alarmId: state.alarmId, resolvedBy, rootCause: found })];
};

/**
 * One alarm per cause: its stream is named by what it is about, so finding the same again says nothing new, also once it is resolved.
 * @source domain.md 10.1, 10.2
 */
export const integrityAlarm: Decider<AlarmCommand, AlarmEvent, Alarm, AlarmGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    if (command.type === 'ResolveIntegrityAlarm') return resolve(command, state, given);
    const { type: _, ...data } = command;
    return state.status === 'absent' ? [integrityAlarmRaised(data)] : [];
  },
  evolve: (_, { type, data: { alarmId } }) => ({
    ...{ status: type === 'IntegrityAlarmRaised' ? 'raised' : 'resolved', alarmId },
  }),
};
