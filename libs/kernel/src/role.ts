/** The roles of domain.md section 1. A person may hold several; one command is done under one of them. */
export const ROLES = [
  'public',
  'applicant',
  'employee',
  'supervisor',
  'hr_admin',
  'committee',
  'leadership',
  'inspector',
  'operator',
  'monitor',
  'service',
] as const;
export type Role = (typeof ROLES)[number];

/** Assignments of a person with scope and dates; they are not roles, a command that needs one asks for a role too. */
export const DUTIES = [
  'unit_head',
  'data_steward',
  'complaint_officer',
  'data_officer',
  'trainer',
  'assessor',
  'psychologist',
  'panelist',
  'committee_chair',
  'talent_committee',
  'chief_inspector',
] as const;
export type Duty = (typeof DUTIES)[number];

/** The closed list of reason codes: why a fact after `submitted` changes something. */
export const REASON_CODES = [
  'CORRECTION',
  'REJECTION',
  'RETURN',
  'OVERRIDE',
  'DEVIATION',
  'CANCELLATION',
  'LATE',
  'ACCESS',
  'OBJECTION',
  'FINDING',
  'COURT_ORDER',
  'EXCEPTION',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
