import type { PromotionDocument, PromotionKind, PromotionOutcome } from '@jejak/contracts/career';
import type { Calendar, DomainError, Moment, Role } from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';
import type { EligibilityRead } from '../eligibility/eligibility.reading';
import type { PromotionEvent } from './promotion.state';

export type PromotionCommand =
  | {
      readonly type: 'OpenPromotion';
      readonly by: string;
      readonly role: Role;
      readonly caseId: string;
      readonly employeeId: string;
      readonly kind: PromotionKind;
      /** Legal date; null: the first of the next month. */
      readonly effective: string | null;
      /** Of a structural promotion; else null. */
      readonly post: { readonly position: string; readonly unitId: string } | null;
      /** The outstanding result of an extraordinary promotion. */
      readonly documentSha256: string | null;
    }
  /** Legal date; null: as it was opened for. */
  | { readonly type: 'ProposePromotion'; readonly by: string; readonly effective: string | null }
  | {
      readonly type: 'WithdrawPromotion';
      readonly by: string;
      readonly role: Role;
      readonly reason: string;
    }
  | {
      readonly type: 'VerifyPromotion';
      readonly by: string;
      readonly documents: readonly { readonly kind: PromotionDocument; readonly sha256: string }[];
    }
  | {
      readonly type: 'RecordTechnicalApproval';
      readonly by: string;
      readonly given: boolean;
      readonly number: string;
      readonly documentSha256: string | null;
      /** Why it was refused. */
      readonly reason: string;
    }
  | {
      readonly type: 'DecidePromotion';
      readonly by: string;
      readonly outcome: PromotionOutcome;
      /** Legal date; null: as it was proposed. */
      readonly effective: string | null;
      readonly reason: string;
    }
  | { readonly type: 'RevokePromotion'; readonly by: string; readonly reason: string }
  | ({ readonly type: 'TakeEffect' | 'LapsePromotion' } & Foreseen)
  | { readonly type: 'MarkDecisionOverdue' };

/** What runs by itself records different things, and other streams with each: they were chosen for this one. */
interface Foreseen {
  readonly expecting?: PromotionEvent['type'];
}

export type CommandNamed<Name extends PromotionCommand['type']> = Extract<
  PromotionCommand,
  { readonly type: Name }
>;

export interface PromotionGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  /** Those that the case pinned at its opening; before it, what is in force today. */
  readonly rules: CareerRules;
  /** The conditions as they are now, or why they could not be read; null where the command asks for none. */
  readonly eligibility: EligibilityRead | DomainError | null;
  /** Who rates the employee today. */
  readonly supervisorId: string | null;
  /** Another case of the employee is open. */
  readonly anotherOpen: boolean;
  /** The last day of the employment, where its end is decided; else null. */
  readonly employmentEndsOn: string | null;
  /** The place of the employee on the day on which the promotion shall take effect, or today if that is past. */
  readonly place: { readonly position: string; readonly unitId: string; readonly from: string } | null;
}

export type Handed = PromotionGiven & Moment;
