import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { complaintClocks } from './complaint/complaint.timers';
import { Complaints } from './complaint/complaints';
import { ComplaintPublications, complaintMonths } from './publication/complaint-publications';
import { IkmPublications, ikmSpans } from './publication/ikm-publications';
import { surveyEnds } from './survey/survey.projection';
import { Surveys } from './survey/surveys';

/** The sets of timers of this service. */
export const citizenTimers = [complaintClocks, complaintMonths, surveyEnds, ikmSpans];

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class CitizenTimers implements TimerCommands {
  constructor(
    private readonly complaints: Complaints,
    private readonly publications: ComplaintPublications,
    private readonly surveys: Surveys,
    private readonly indices: IkmPublications,
  ) {}

  fire(timer: DueTimer): Promise<Appended> {
    switch (timer.name) {
      case surveyEnds.name:
        return this.surveys.fire(timer);
      case complaintMonths.name:
        return this.publications.fire(timer);
      case ikmSpans.name:
        return this.indices.fire(timer);
      default:
        return this.complaints.fire(timer);
    }
  }
}
