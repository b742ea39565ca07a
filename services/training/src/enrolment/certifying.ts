import { certificateIssued, certificateRevoked } from '@jejak/contracts/training';
import { Conflict, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';
import type { EnrolmentCommand, EnrolmentGiven, HeldSeat } from './enrolment.commands';
import type { Enrolment, EnrolmentEvent } from './enrolment.state';

export const issueCertificate = (
  { by, serial, sha256 }: Extract<EnrolmentCommand, { type: 'IssueCertificate' }>,
  { result, certificate }: Enrolment,
  { enrolmentId, employeeId, scheduled }: HeldSeat,
  { date }: EnrolmentGiven,
): EnrolmentEvent[] => {
  if (result?.type !== 'TrainingPassed')
    throw new Conflict('NOT_PASSED', 'A certificate says that a training was passed.');
  if (certificate) throw new Conflict('CERTIFICATE_EXISTS', 'There is a certificate already.');
  if (by === employeeId) throw new RuleViolated('SOD_VIOLATION', 'Nobody certifies themselves.');
  const { jp, programmeId } = scheduled;
  const issued = { enrolmentId, programmeId, serial, sha256, jp, issuedOn: date };
  return [certificateIssued(issued, { subject: employeeId })];
};

export const revokeCertificate = (
  { by, reason: text }: Extract<EnrolmentCommand, { type: 'RevokeCertificate' }>,
  { certificate }: Enrolment,
  { enrolmentId, employeeId }: HeldSeat,
  { date, rules }: EnrolmentGiven,
): EnrolmentEvent[] => {
  if (!certificate) throw new NotFound('CERTIFICATE_NOT_FOUND', 'There is no certificate.');
  if (certificate.revoked) throw new Conflict('ILLEGAL_TRANSITION', 'The certificate is revoked already.');
  if (by === employeeId) throw new RuleViolated('SOD_VIOLATION', 'Somebody else revokes a certificate.');
  const reason = reasonFor('CORRECTION', text, rules.reasonMinimum);
  const revoked = { enrolmentId, serial: certificate.serial, revokedOn: date };
  return [certificateRevoked(revoked, { subject: employeeId, reason })];
};
