import { ImportsModule } from '@jejak/imports';
import { People } from '@jejak/organisation';
import { CaseFiles, Codes } from '@jejak/service';
import { Module } from '@nestjs/common';
import { ChartController } from './charts/charts.http';
import './citizen.problems';
import { CitizenTimers } from './citizen.timers';
import { ComplaintCalendarReaction } from './complaint/calendar.reaction';
import { ComplaintDocumentController } from './complaint/complaint-documents.http';
import { ComplaintReaders } from './complaint/complaint-readers';
import { ComplaintController } from './complaint/complaint.http';
import { InspectionReaction } from './complaint/inspection.reaction';
import { Complaints } from './complaint/complaints';
import { TrackerController } from './complaint/tracker.http';
import { TrackingCodes } from './complaint/tracking-codes';
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
import { ErasureReaction } from './retention/erasure.reaction';
import { ReviewTexts } from './review/review-texts';
import { ReviewController } from './review/review.http';
import { ReviewReaction } from './review/review.reaction';
import { Rulebook } from './rules/rulebook';
import { ServiceEventController } from './service-event/service-event.http';
import { ServiceStandardController } from './standard/service-standard.http';
import { SurveyController } from './survey/survey.http';
import { SurveyReaction, Surveys } from './survey/surveys';
import { DocumentUpload, RegisterUpload } from './upload-limit';

@Module({
  imports: [ImportsModule],
  controllers: [
    ...[ServiceStandardController, ServiceEventController, ReviewController, ReviewReaction],
    ...[ComplaintDocumentController, ComplaintCalendarReaction, InspectionReaction, ErasureReaction],
    ...[TrackerController, ComplaintController, SurveyController, SurveyReaction],
    ...[ImportsController, DatasetController, ChartController],
  ],
  providers: [
    // What decisions read
    ...[Rulebook, People, Duties, ReviewChecks, ComplaintReaders],
    // What stands apart from the log
    ...[Codes, TrackingCodes, ReceiptCodes, DatasetFiles, PublicRate, CaseFiles],
    // What runs by itself, or beside a request
    ...[
      Complaints,
      ReviewTexts,
      Surveys,
      ComplaintPublications,
      IkmPublications,
      CitizenTimers,
      SurveyImport,
      ServiceRequestsImport,
      ...[RegisterUpload, DocumentUpload],
    ],
  ],
})
export class CitizenModule {}
