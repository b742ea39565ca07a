import { ImportsModule } from '@jejak/imports';
import { People } from '@jejak/organisation';
import { Codes } from '@jejak/service';
import { Module } from '@nestjs/common';
import { ChartController } from './charts/charts.http';
import './citizen.problems';
import { CitizenTimers } from './citizen.timers';
import { ComplaintController } from './complaint/complaint.http';
import { Complaints } from './complaint/complaints';
import { TrackerController } from './complaint/tracker.http';
import { PublicRate } from './http/public-rate';
import { ImportsController } from './imports/imports.http';
import { ServiceRequestsImport } from './imports/service-requests.import';
import { SurveyImport } from './imports/survey.import';
import { Duties } from './organisation/duties';
import { ComplaintPublications } from './publication/complaint-publications';
import { DatasetFiles } from './publication/dataset-files';
import { DatasetController } from './publication/datasets.http';
import { IkmPublications } from './publication/ikm-publications';
import { ReceiptCodes } from './review/receipt-codes';
import { ReviewChecks } from './review/review-checks';
import { ReviewController } from './review/review.http';
import { ReviewReaction } from './review/review.reaction';
import { Rulebook } from './rules/rulebook';
import { ServiceEventController } from './service-event/service-event.http';
import { ServiceStandardController } from './standard/service-standard.http';
import { SurveyController } from './survey/survey.http';
import { SurveyReaction, Surveys } from './survey/surveys';

@Module({
  imports: [ImportsModule],
  controllers: [
    ...[ServiceStandardController, ServiceEventController, ReviewController, ReviewReaction],
    ...[TrackerController, ComplaintController, SurveyController, SurveyReaction],
    ...[ImportsController, DatasetController, ChartController],
  ],
  providers: [
    // What decisions read
    ...[Rulebook, People, Duties, ReviewChecks],
    // What stands apart from the log
    ...[Codes, ReceiptCodes, DatasetFiles, PublicRate],
    // What runs by itself, or beside a request
    ...[
      Complaints,
      Surveys,
      ComplaintPublications,
      IkmPublications,
      CitizenTimers,
      SurveyImport,
      ServiceRequestsImport,
    ],
  ],
})
export class CitizenModule {}
