import {
  careerContracts,
  type DutyAssigned,
  type DutyEnded,
  type EmployeeRegistered,
} from '@jejak/contracts/career';
import type { FileRead } from '@jejak/contracts/every-service';
import { employeeFile, type EmployeeFileRow, positionOn, relationOn } from '@jejak/organisation';
import { type Role, streamOf } from '@jejak/kernel';
import { SOURCES } from '../sources';
import { ASKED, type Control, type Trip } from './control';
import type { ControlledLog } from './controlled-log';
import type { LogFact } from './log-fact';

/** Roles whose office is everybody's file. @source domain.md 13 */
const BY_OFFICE: readonly Role[] = ['hr_admin', 'leadership'];

/** What a file can be read for: a case is an object of the log that has begun. */
const CASES = [
  ...['inspection', 'complaint', 'objection', 'evaluation', 'discipline', 'promotion', 'placement'],
  ...['vacancy', 'application', 'panel', 'session', 'enrolment', 'measurement', 'employment', 'exception'],
];

/** What ties a reader to a file. */
export interface Ties {
  readonly reader: string;
  /** The case that the read names is in the log. */
  readonly hasCase: boolean;
  /** Pseudonyms of who rates the person on that day, and of who rates those. */
  readonly line: readonly string[];
  /** Duties of the reader on that day, by scope; null: the whole city. */
  readonly dutyScopes: readonly (string | null)[];
  /** The person's unit on that day; null for somebody who is no employee. */
  readonly unitId: string | null;
  readonly isEmployee: boolean;
}

/** Whether a role is an office for everybody's file, with whatever duty. Pure. */
export const byOffice = (role: string): boolean =>
  BY_OFFICE.some((office) => role === office || role.startsWith(`${office}:`));

/**
 * Whether a read has a case or a relation behind it: the line above the person, or a duty for the person's unit; of somebody who is no
 * employee any duty. Pure.
 */
export const isTied = ({ reader, hasCase, line, dutyScopes, unitId, isEmployee }: Ties): boolean =>
  hasCase ||
  line.includes(reader) ||
  dutyScopes.some((scope) => scope === null || !isEmployee || scope === unitId);

/** The employee file that a stream of career tells of. Pure. */
const fileOf = (facts: readonly LogFact[]): EmployeeFileRow | null => {
  if (facts[0]?.type !== 'EmployeeRegistered') return null;
  return facts
    .filter(({ envelope }) => employeeFile.wants(envelope.eventType))
    .reduce<EmployeeFileRow | null>((file, fact) => employeeFile.fold(file ?? undefined, fact), null);
};

interface Known {
  readonly file: EmployeeFileRow | null;
  readonly pseudonym: string | null;
}

const person = async (id: string | null, log: ControlledLog): Promise<Known> => {
  if (id === null) return { file: null, pseudonym: null };
  const facts = await log.stream<EmployeeRegistered>(streamOf('employee', id));
  return { file: fileOf(facts), pseudonym: facts[0]?.subject ?? null };
};

const scopesOf = async (
  reader: string,
  date: string,
  log: ControlledLog,
): Promise<readonly (string | null)[]> => {
  const names = ['DutyAssigned', 'DutyEnded'] as const;
  const facts = await log.about<DutyAssigned | DutyEnded>(careerContracts.service, names, reader);
  const held = facts.map(({ data, type }) => ({ ...data, ended: type === 'DutyEnded' }));
  return held
    .filter(({ ended, from, to }) => !ended && from <= date && (to === null || date <= to))
    .filter(
      (duty) =>
        !held.some(
          ({ ended, duty: name, scope, from, to }) =>
            ended && name === duty.duty && scope === duty.scope && from === duty.from && (to ?? date) < date,
        ),
    )
    .map(({ scope }) => scope);
};

/** C11. An inspector needs the case. @source domain.md 10.3, 2.6 */
export const untiedAccess: Control = {
  ...{ control: 'C11', owner: 'data_officer', counts: 'nothing: 1' },
  question: {
    en: 'What did this reader need this person’s file for?',
    id: 'Untuk apa pembaca ini memerlukan berkas orang tersebut?',
  },
  watches: SOURCES.map((source) => `${source}.FileRead`),
  ask: async (fact, log) => {
    const { data, envelope, subject } = fact as LogFact<FileRead>;
    const { actor: reader, role, stream } = envelope;
    // A machine reads for what it was made for; its reads are its service's.
    if (!reader.startsWith('p_') || reader === subject || byOffice(role)) return [];
    const date = await log.date(envelope.at);
    const { file } = await person(data.subjectId, log);
    const supervisor = await person(relationOn(file, date)?.supervisorId ?? null, log);
    const superior = await person(relationOn(supervisor.file, date)?.supervisorId ?? null, log);
    const { caseId } = data;
    const unitId = positionOn(file, date)?.unitId ?? null;
    const tied = isTied({
      ...{ reader, unitId, isEmployee: file !== null },
      hasCase:
        caseId !== undefined && (await log.hasOne(CASES.map((aggregate) => streamOf(aggregate, caseId)))),
      line: [supervisor, superior].flatMap(({ pseudonym }) => pseudonym ?? []),
      dutyScopes: await scopesOf(reader, date, log),
    });
    if (tied) return [];
    const trip: Trip = {
      ...{ about: [envelope.id], objects: [stream], subject: subject ?? null, unitId },
      ...{ people: [reader, data.subjectId], score: ASKED, limit: null, facts: [fact], policies: [] },
    };
    return [trip];
  },
};
