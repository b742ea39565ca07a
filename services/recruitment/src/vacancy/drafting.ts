import {
  type AppointmentKind,
  type DocumentKind,
  type FormationKind,
  type Requirement,
  type VacancyApproved,
  vacancyApproved,
  type VacancyDrafted,
  vacancyDrafted,
} from '@jejak/contracts/recruitment';
import { RuleViolated } from '@jejak/kernel';
import { discriminatoryGround } from './discriminatory';
import { requiredDocuments } from './required-documents';
import { type Assessments, draftedStages } from './stages';
import { illegal, type Vacancy } from './vacancy.state';

/** HR prepares a vacancy on the seats of a formation. */
export interface DraftVacancy {
  readonly type: 'DraftVacancy';
  readonly by: string;
  readonly vacancyId: string;
  readonly year: number;
  readonly position: string;
  readonly unitId: string;
  /** Of the position (jenjang), as the formation says. */
  readonly level?: string;
  readonly formationKind: FormationKind;
  readonly seats: number;
  /** Whose seats it takes: the formation's own decision says whether there are enough. */
  readonly formationId: string;
  readonly appointment: { readonly kind: AppointmentKind; readonly golongan: string };
  readonly requirements: readonly Requirement[];
  readonly listedPost: boolean;
  /** Named where they are not those that the requirements ask for. */
  readonly documentKinds?: readonly DocumentKind[];
  /** What an open selection (JPT) assesses, in order. */
  readonly assessments?: Assessments;
  /** Whether the SKB is published by itself. */
  readonly skbPublished?: boolean;
}

export interface ApproveVacancy {
  readonly type: 'ApproveVacancy';
  readonly by: string;
}

/**
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated DISCRIMINATORY_CRITERION, WEIGHTS_NOT_100, RULE_VIOLATED (rec.stages)
 * @source domain.md 4.2
 */
export const draft = (command: DraftVacancy, state: Vacancy): VacancyDrafted[] => {
  if (state.status !== 'absent') throw illegal('new');
  const { type: _, by, requirements, documentKinds: named, assessments, skbPublished, ...data } = command;
  const ground = requirements.map(discriminatoryGround).find((found) => found !== null);
  if (ground)
    throw new RuleViolated('DISCRIMINATORY_CRITERION', 'A requirement rests on a forbidden ground.', {
      field: 'requirements',
      params: { ground },
    });
  const documentKinds = requiredDocuments(requirements, data.formationKind, named);
  const stages = draftedStages(data.appointment.kind, assessments, skbPublished === true);
  return [
    vacancyDrafted({ ...data, requirements: [...requirements], documentKinds, draftedBy: by, ...stages }),
  ];
};

/** @throws Conflict ILLEGAL_TRANSITION; RuleViolated SOD_VIOLATION @source domain.md 1 (separation of duties), 4.2 */
export const approve = ({ by }: ApproveVacancy, state: Vacancy): VacancyApproved[] => {
  if (state.status !== 'draft') throw illegal('a draft');
  const { vacancyId, draftedBy } = state.draft;
  if (by === draftedBy) throw new RuleViolated('SOD_VIOLATION', 'Nobody approves their own draft.');
  return [vacancyApproved({ vacancyId, approvedBy: by })];
};
