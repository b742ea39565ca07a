import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { complaintClocks, complaintContacts } from './complaint/complaint.timers';
import { Complaints } from './complaint/complaints';
import { ComplaintPublications, complaintMonths } from './publication/complaint-publications';
import { IkmPublications, ikmSpans } from './publication/ikm-publications';
import { reviewTexts, ReviewTexts } from './review/review-texts';
import { surveyEnds } from './survey/survey.projection';
import { Surveys } from './survey/surveys';

/** The sets of timers of this service. */
export const citizenTimers = [
  ...[complaintClocks, complaintContacts, complaintMonths],
  ...[reviewTexts, surveyEnds, ikmSpans],
];

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class CitizenTimers implements TimerCommands {
  constructor(
    private readonly complaints: Complaints,
    private readonly publications: ComplaintPublications,
    private readonly surveys: Surveys,
    private readonly indices: IkmPublications,
    private readonly texts: ReviewTexts,
  ) {}

  fire(timer: DueTimer): Promise<Appended> {
    switch (timer.name) {
      case surveyEnds.name:
        return this.surveys.fire(timer);
      case complaintMonths.name:
        return this.publications.fire(timer);
      case ikmSpans.name:
        return this.indices.fire(timer);
      case reviewTexts.name:
        return this.texts.fire(timer);
      default:
        return this.complaints.fire(timer);
    }
  }
}
