import { recruitmentContracts, type Stage } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { Clarification, ClarificationEvent } from './clarification.decider';

/** A session as everybody sees it: when and where, how many asked and came, and its minutes; no words, no names. */
export interface ClarificationRow {
  readonly clarificationId: string;
  readonly vacancyId: string;
  readonly stage: Stage;
  readonly resultVersion: number;
  readonly status: Exclude<Clarification['status'], 'absent'>;
  /** ISO instants. */
  readonly startsAt: string;
  readonly place: string;
  readonly dueAt: string;
  /** Scheduled or held later than the policy wants. */
  readonly late: boolean;
  readonly asked: number;
  readonly heldAt: string | null;
  readonly attendees: number | null;
  readonly minutesSha256: string | null;
}

export const clarificationList = projection<ClarificationEvent, ClarificationRow>()({
  table: 'clarification',
  source: recruitmentContracts,
  key: ({ data }) => data.clarificationId,
  opens: {
    ClarificationScheduled: ({ data: { scheduledBy: _, marks, ...session } }) => ({
      ...session,
      ...{ status: 'scheduled', late: marks.length > 0, asked: 0 },
      ...{ heldAt: null, attendees: null, minutesSha256: null },
    }),
  },
  on: {
    ClarificationAsked: (row, { data }) => ({ ...row, asked: data.questionNo }),
    ClarificationHeld: (row, { data: { heldAt, attendees, marks } }) => ({
      ...row,
      ...{ status: 'held', heldAt, attendees: attendees.length, late: row.late || marks.length > 0 },
    }),
    ClarificationMinutesPublished: (row, { data }) => ({
      ...row,
      ...{ status: 'minutes-published', minutesSha256: data.sha256 },
    }),
  },
});
