import {
  type ObjectionFiled,
  objectionFiled,
  type SanggahGround,
  type Stage,
} from '@jejak/contracts/recruitment';
import {
  type Calendar,
  Conflict,
  type EvidenceRef,
  isBefore,
  type Moment,
  RuleViolated,
} from '@jejak/kernel';
import { answerDueAt, openWindow, type ResultWindow } from './objection-window';
import type { Objection } from './objection.state';

export interface FileObjection {
  readonly type: 'FileObjection';
  readonly objectionId: string;
  readonly applicationId: string;
  readonly vacancyId: string;
  /** The applicant, who files it. */
  readonly applicantId: string;
  readonly stage: Stage;
  /** The version of the published result that is contested. */
  readonly resultVersion: number;
  readonly ground: SanggahGround;
  readonly text: string;
  readonly evidence: readonly EvidenceRef[];
}

/** What filing reads beyond the objection's stream. */
export interface FilingGiven {
  /** Of the published versions of the stage, oldest first, as they concern this applicant. */
  readonly windows: readonly ResultWindow[];
  /** Another version of the same stage is contested on the same ground, and that is not decided. */
  readonly pendingOnSameGround: boolean;
  /** The documents that this applicant has handed in. */
  readonly kept: readonly EvidenceRef[];
  /** Whether the applicant has withdrawn. */
  readonly withdrawn: boolean;
  readonly answerDays: number;
  readonly calendar: Calendar;
  readonly policies: readonly string[];
}

/** The applicant's own doing, which the law does not hear. */
const OWN_DOING: readonly SanggahGround[] = ['OWN_LATE_DOCUMENT', 'OWN_WRONG_DOCUMENT'];

/**
 * An applicant contests a published result, from its publication to the end of the last day of the window.
 * @throws RuleViolated OBJECTION_WINDOW_CLOSED, NOT_OBJECTIONABLE, RULE_VIOLATED (`evidence-missing`)
 * @throws Conflict DUPLICATE_OBJECTION, ILLEGAL_TRANSITION
 * @source PermenPANRB 6/2024; domain.md 4.2, 16
 */
export const fileObjection = (
  { type: _, evidence, ...objection }: FileObjection,
  state: Objection,
  given: FilingGiven & Moment,
): ObjectionFiled[] => {
  const { windows, calendar, answerDays, now } = given;
  if (given.withdrawn)
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'Who has withdrawn has left the selection, and contests nothing in it.',
    );
  const open = openWindow(windows, now);
  if (!open || open.resultVersion !== objection.resultVersion) {
    const last = windows.findLast(({ concerns }) => concerns);
    throw new RuleViolated(
      'OBJECTION_WINDOW_CLOSED',
      'Objections are taken in the window of the result only.',
      {
        policyRefs: given.policies.filter((ref) => ref.startsWith('rec.objection@')),
        params: { until: last && !isBefore(now, last.closesAt) ? last.closesAt : '' },
      },
    );
  }
  if (OWN_DOING.includes(objection.ground))
    throw new RuleViolated('NOT_OBJECTIONABLE', 'One’s own late or wrong document is not contested.', {
      field: 'ground',
    });
  if (state.status !== 'absent' || given.pendingOnSameGround)
    throw new Conflict('DUPLICATE_OBJECTION', 'The result is contested on this ground already.', {
      field: 'ground',
    });
  const known = new Set(given.kept.map(({ sha256, mediaType, size }) => `${sha256} ${mediaType} ${size}`));
  if (!evidence.every(({ sha256, mediaType, size }) => known.has(`${sha256} ${mediaType} ${size}`)))
    throw new RuleViolated(
      'RULE_VIOLATED',
      'Every document of an objection is handed in before it is filed.',
      {
        field: 'evidence',
        rule: 'evidence-missing',
      },
    );
  return [
    objectionFiled(
      { ...objection, answerDueAt: answerDueAt(open.closesAt, answerDays, calendar) },
      {
        subject: objection.applicantId,
        ...(evidence.length === 0
          ? {}
          : { evidence: [...evidence].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)) }),
      },
    ),
  ];
};
