import {
  type CorrectableScore,
  type PanelScoresRevealed,
  type ScoreCorrected,
  scoreCorrected,
} from '@jejak/contracts/recruitment';
import { Conflict, type Recorded } from '@jejak/kernel';
import type { PanelEvent } from '../panel/panel.state';
import type { ApplicationEvent, Present } from './application.state';

/** Corrects a score, where the decision on an objection says so. Decided together with that decision. */
export interface CorrectScore {
  readonly type: 'CorrectScore';
  readonly objectionId: string;
}

/** The score that is wrong, the fact that said so, and what it should be. */
export interface Correction {
  readonly component: CorrectableScore;
  readonly old: string;
  readonly new: string;
  readonly correctsEventId: string;
  /** Why, in the words of the decision. */
  readonly reasons: string | null;
}

/**
 * The fact that corrects a score; nothing where the decision corrects none.
 * @throws Conflict ILLEGAL_TRANSITION after the appointment, which stands
 * @source domain.md 2.1, 4.2
 */
export const correctScore = (
  { objectionId }: CorrectScore,
  { status, submitted }: Present,
  correction: Correction | null,
): ScoreCorrected[] => {
  if (!correction) return [];
  if (status === 'appointed')
    throw new Conflict('ILLEGAL_TRANSITION', 'The candidate is appointed: the scores stand.');
  const { applicationId, vacancyId, applicantId } = submitted;
  const { reasons, ...change } = correction;
  return [
    scoreCorrected(
      { applicationId, vacancyId, objectionId, ...change },
      {
        ...(applicantId === null ? {} : { subject: applicantId }),
        reason: { code: 'CORRECTION', text: reasons },
      },
    ),
  ];
};

/** A score as it is recorded now, and the fact that said it. */
export interface RecordedScore {
  readonly value: string;
  readonly eventId: string;
}

/**
 * The last word of an application's stream on one score; undefined where it says none.
 * @param history the stream, in order
 */
export const recordedScore = (
  history: readonly Recorded[],
  component: CorrectableScore,
): RecordedScore | undefined =>
  history.map((event) => scoreIn(event as Recorded<ApplicationEvent>, component)).findLast(Boolean);

const scoreIn = (
  event: Recorded<ApplicationEvent>,
  component: CorrectableScore,
): RecordedScore | undefined => {
  const eventId = event.envelope.id;
  // The stream holds other facts too, that say nothing about a score.
  if (event.type === 'ScoreCorrected')
    return event.data.component === component ? { value: event.data.new, eventId } : undefined;
  if (event.type === 'PsychologicalResultRecorded')
    return component === 'PSYCHOLOGICAL' ? { value: event.data.score, eventId } : undefined;
  if (event.type === 'SkbComponentScored')
    return event.data.component === component ? { value: event.data.pct, eventId } : undefined;
  if (event.type === 'CompetencyScored') {
    const { technical, managerial, sociocultural, interview } = event.data;
    const paper = new Map<CorrectableScore, number>([
      ...([
        ['TECHNICAL', technical],
        ['MANAGERIAL', managerial],
      ] as const),
      ...([
        ['SOCIOCULTURAL', sociocultural],
        ['INTERVIEW', interview],
      ] as const),
    ]).get(component);
    return paper === undefined ? undefined : { value: String(paper), eventId };
  }
  if (event.type !== 'SkdScored') return undefined;
  const { twk, tiu, tkp } = event.data;
  const points = new Map<CorrectableScore, number>([
    ['TWK', twk],
    ['TIU', tiu],
    ['TKP', tkp],
  ]).get(component);
  return points === undefined ? undefined : { value: String(points), eventId };
};

/** The last mean that a panel revealed; undefined where it has revealed none. @param history the panel's stream, in order */
export const revealedMean = (history: readonly Recorded[]): RecordedScore | undefined => {
  const revealed = (history as readonly Recorded<PanelEvent>[]).findLast(
    (event): event is Recorded<PanelScoresRevealed> => event.type === 'PanelScoresRevealed',
  );
  return revealed && { value: revealed.data.mean, eventId: revealed.envelope.id };
};
