import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId } from './indicator';
import { BEHAVIOUR_VALUES } from './ratings';

export const FEEDBACK_KINDS = ['APPRECIATE', 'CORRECT'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/**
 * Continuous feedback (umpan balik berkelanjutan) on one behaviour: what was seen, what it did, what to do next.
 * Stream `feedback-<feedbackId>`; subject: the employee whom it is about.
 * @source PermenPANRB 6/2022, execution and coaching (pelaksanaan, pemantauan, pembinaan)
 */
export const feedbackGiven = defineEvent({
  type: 'FeedbackGiven',
  version: 1,
  data: Type.Object({
    feedbackId: Uuid,
    from: Uuid,
    to: Uuid,
    /** The value it is about; null for the work in general. */
    value: Type.Union([OneOf(BEHAVIOUR_VALUES), Type.Null()]),
    indicatorId: Type.Union([IndicatorId, Type.Null()]),
    kind: OneOf(FEEDBACK_KINDS),
    behaviour: Personal(FreeText),
    effect: Personal(FreeText),
    suggestion: Personal(FreeText),
    /** The subject reads the words but not whose they are. */
    anonymousToSubject: Type.Boolean(),
    /** The citizen's complaint that was proven and is told of here; `from` then is the official who found it so. */
    complaintId: Type.Optional(Uuid),
  }),
});
export type FeedbackGiven = EventOf<typeof feedbackGiven>;

/** Whoever it is about has read it. */
export const feedbackAcknowledged = defineEvent({
  type: 'FeedbackAcknowledged',
  version: 1,
  data: Type.Object({ feedbackId: Uuid, acknowledgedBy: Uuid }),
});
export type FeedbackAcknowledged = EventOf<typeof feedbackAcknowledged>;

/** Somebody asks another for feedback on own work; the answer is a `FeedbackGiven`. Subject: who asks. */
export const feedbackRequested = defineEvent({
  type: 'FeedbackRequested',
  version: 1,
  data: Type.Object({
    requestId: Uuid,
    by: Uuid,
    of: Uuid,
    value: Type.Union([OneOf(BEHAVIOUR_VALUES), Type.Null()]),
    indicatorId: Type.Union([IndicatorId, Type.Null()]),
  }),
});
export type FeedbackRequested = EventOf<typeof feedbackRequested>;
