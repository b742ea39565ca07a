import { person } from '../public-api';
import { type ExpectedStep, on } from './expectation';

const INS1 = person('INS-1').id;
const E1 = person('E-1').id;
const SUP2 = person('SUP-2').id;

/** The inspector's question: what the controls ask, what the inspection finds, and who sees that somebody looked. */
export const INSPECTION: readonly ExpectedStep[] = [
  {
    step: 49,
    facts: [
      on('2027-02-05', 'ControlTripped', { control: 'C5', people: [E1] }),
      on('2027-04-01', 'ControlTripped', { control: 'C6', score: /^55(\.0+)?$/, people: [E1] }),
    ],
  },
  {
    step: 50,
    facts: [
      on('2027-05-03', 'InspectionOpened', {
        ...{ inspectorId: INS1, assignment: { number: 'ST-700.1.2/18/2027', issuedOn: '2027-04-30' } },
      }),
      on('2027-05-03', 'FileRead', {
        ...{
          subjectId: E1,
          what: 'audit.explanation',
          purpose: 'ST-700.1.2/18/2027',
          caseId: /^[0-9a-f-]{36}$/,
        },
      }),
      on('2027-05-03', 'ExplanationProduced', { truncated: false }),
    ],
    refusals: ['ASSIGNMENT_REQUIRED'],
  },
  {
    step: 55,
    facts: [
      on('2027-05-05', 'DraftFindingShared', { severity: 'MODERATE' }),
      on('2027-05-10', 'DraftReplied', { repliedBy: SUP2 }),
      on('2027-05-17', 'FindingIssued', { severity: 'MODERATE', followUpBy: '2027-07-16' }),
      on('2027-05-17', 'ControlCleared', { control: 'C5', clearedBy: INS1 }),
      on('2027-05-17', 'ControlCleared', { control: 'C6', clearedBy: INS1 }),
    ],
    refusals: ['RIGHT_TO_REPLY'],
  },
  {
    step: 59,
    facts: [
      on('2027-06-01', 'DataRequestFiled', { kind: 'ERASE' }),
      on('2027-06-01', 'DataRequestRefused', { ground: 'RETENTION_REQUIRED', until: '2028-04-06' }),
    ],
    refusals: ['RETENTION_REQUIRED'],
  },
];
