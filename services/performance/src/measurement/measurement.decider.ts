import { type Decider, NotFound } from '@jejak/kernel';
import {
  evolve,
  type Handed,
  type Measurement,
  type MeasurementCommand,
  type MeasurementEvent,
  type MeasurementGiven,
} from './measurement.state';
import { ingest, report } from './reporting';
import { confirm, correction, decline, dispute, propose, reject, verify } from './verdicts';

const decide = (command: MeasurementCommand, state: Measurement, given: Handed): MeasurementEvent[] => {
  if (command.type === 'ReportProgress') return report(command, state, given);
  if (command.type === 'IngestMeasurement') return ingest(command, state, given);
  if (state.status === 'absent') throw new NotFound('MEASUREMENT_NOT_FOUND', 'There is no such measurement.');
  switch (command.type) {
    case 'VerifyMeasurement':
      return verify(command, state, given);
    case 'RejectMeasurement':
      return reject(command, state, given);
    case 'DisputeRejection':
      return dispute(command, state, given);
    case 'ProposeCorrection':
      return propose(command, state, given);
    case 'ConfirmCorrection':
      return confirm(command, state, given);
    case 'DeclineCorrection':
      return decline(command, state, given);
    case 'CorrectMeasurement':
      return [correction(command, command.because ?? 'OBJECTION', state, given)];
  }
};

/** One amount of one indicator: what was reported or delivered, and what became of it. */
export const measurement: Decider<MeasurementCommand, MeasurementEvent, Measurement, MeasurementGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

export {
  counted,
  type Measurement,
  type MeasurementCommand,
  type MeasurementEvent,
  type MeasurementGiven,
  type MeasurementStatus,
} from './measurement.state';
