import type {
  EmploymentEnd,
  SanctionAppealOutcome,
  SanctionKind,
  SanctionLevel,
} from '@jejak/contracts/performance';
import type { Calendar, EvidenceRef, Moment } from '@jejak/kernel';
import type { Authority, DisciplineRules } from '../rules/discipline-rules';

interface Sanctioned {
  readonly level: SanctionLevel;
  readonly kind: SanctionKind;
  readonly months: number | null;
}

export type DisciplineCommand =
  | {
      readonly type: 'ReportViolation';
      readonly by: string;
      readonly caseId: string;
      readonly employeeId: string;
      readonly articleRef: string;
      readonly from: string;
      readonly to: string;
      readonly absentDays: number | null;
      readonly consecutiveDays: number | null;
      readonly allegation: string;
      /** Since when the supervisor knew; null where that is not said. */
      readonly supervisorKnewOn: string | null;
      readonly evidence: readonly EvidenceRef[];
    }
  | { readonly type: 'IssueSummons'; readonly by: string; readonly hearingOn: string }
  | {
      readonly type: 'HoldHearing';
      readonly by: string;
      readonly employeePresent: boolean;
      readonly statement: string | null;
    }
  | ({ readonly type: 'DecideSanction'; readonly by: string; readonly reason: string } & Sanctioned)
  | { readonly type: 'DismissViolation'; readonly by: string; readonly reason: string }
  | {
      readonly type: 'AppealSanction';
      readonly by: string;
      readonly reason: string;
      readonly evidence: readonly EvidenceRef[];
    }
  | {
      readonly type: 'DecideSanctionAppeal';
      readonly by: string;
      readonly outcome: SanctionAppealOutcome;
      readonly reason: string;
      /** What it becomes; null where it stands or falls. */
      readonly changed: Sanctioned | null;
    }
  | { readonly type: 'EndCase'; readonly reason: EmploymentEnd }
  | { readonly type: 'MarkAppealOverdue' }
  /** Another calendar came into force at this instant. */
  | { readonly type: 'MoveAppealClock'; readonly since: string }
  | { readonly type: 'MoveAppealWindow'; readonly receivedOn: string }
  | { readonly type: 'ServeSanction' }
  | { readonly type: 'EndSanction' };

export interface DisciplineGiven {
  readonly calendar: Calendar;
  readonly reasonMinimum: number;
  readonly rules: DisciplineRules;
  /** Where the employee works; null where career knows of none. */
  readonly unitId: string | null;
  /** Who rated the employee when it happened, and today. */
  readonly supervisorThen: string | null;
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  /** Whether who acts does so as an inspector. */
  readonly inspector: boolean;
  /** What who acts may decide as. */
  readonly authorities: readonly Authority[];
  /** An exception for this case admits an appeal after its days. */
  readonly excepted: boolean;
  /** What the days of the answer were counted by: from which legal date, and the calendar. Left out where nothing moves them. */
  readonly counted?: { readonly began: string; readonly calendar: Calendar } | null;
  /** Another case about the same article and days has led to a sanction. */
  readonly punished: boolean;
}

export type Handed = DisciplineGiven & Moment;
export type CommandOf<Name extends DisciplineCommand['type']> = Extract<
  DisciplineCommand,
  { readonly type: Name }
>;
