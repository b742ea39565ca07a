import { People } from '@jejak/organisation';
import { Codes } from '@jejak/service';
import { Module } from '@nestjs/common';
import { AlarmController } from './alarm/alarm.http';
import { Answers } from './answer/answers';
import { AuditTimers } from './audit.timers';
import { ControlLists } from './control/control-lists';
import { ControlRunner } from './control/control-runner';
import { ControlTripController } from './control/control-trip.http';
import { ControlTrips } from './control/control-trips';
import { ControlController } from './control/control.http';
import { ControlledLog } from './control/controlled-log';
import { ActorsController } from './subject/actors.http';
import { BreachController } from './breach/breach.http';
import { Breaches } from './breach/breaches';
import { DataRequestFiguresController } from './privacy/data-request-figures.http';
import { RetentionController } from './privacy/retention.http';
import { RetentionEnds } from './privacy/retention-ends';
import { ChangesController } from './changes/changes.http';
import { CasesController } from './case/cases.http';
import { ChecksController } from './check/checks.http';
import { PoliciesController } from './policy/policies.http';
import { ReportsController } from './report/reports.http';
import { CompletenessController } from './source/completeness.http';
import { StreamsController } from './history/streams.http';
import { IntakeService } from './intake/intake.service';
import { KekRotationRunner } from './key/kek-rotation-runner';
import { KekRotations } from './key/kek-rotations';
import { keyWrappingProvider } from './key/key-wrapping';
import { KeysController } from './key/keys.http';
import { LogKeyRotation } from './log/log-key-rotation';
import { LogController } from './log/log.http';
import { EntriesController } from './proof/entries.http';
import { Proofs } from './proof/proofs';
import { ReceiptsController } from './proof/receipts.http';
import { VerifyController } from './proof/verify.http';
import { EventsController } from './search/events.http';
import { Counterfactuals } from './counterfactual/counterfactuals';
import { ExplanationController } from './explanation/explanation.http';
import { Explanations } from './explanation/explanations';
import { EvidenceCalendarReaction } from './inspection/calendar.reaction';
import { EvidenceRequestController } from './inspection/evidence-request.http';
import { FindingController } from './inspection/finding.http';
import { InspectedObjects } from './inspection/inspected-objects';
import { InspectionLists } from './inspection/inspection-lists';
import { InspectionController } from './inspection/inspection.http';
import { Inspections } from './inspection/inspections';
import { ReconciliationController } from './reconciliation/reconciliation.http';
import { ReconciliationRunner } from './reconciliation/reconciliation-runner';
import { Reconciliations } from './reconciliation/reconciliations';
import { CitizenCodes } from './privacy/citizen-codes';
import { DataRequestController } from './privacy/data-request.http';
import { InspectionEndReaction } from './privacy/inspection-end.reaction';
import { LegalHoldController } from './privacy/legal-hold.http';
import { PersonalRecords } from './privacy/personal-records';
import { PrivacyFiles } from './privacy/privacy-files';
import { PrivacyLists } from './privacy/privacy-lists';
import { StillErased } from './privacy/still-erased';
import { SubjectFiles } from './privacy/subject-file';
import { SourcesController } from './source/sources.http';
import { SubjectsController } from './subject/subjects.http';

@Module({
  controllers: [
    ...[StreamsController, SubjectsController, EventsController, SourcesController, LogController],
    ...[EntriesController, VerifyController, ReceiptsController, ChangesController],
    CompletenessController,
    ...[ActorsController, CasesController, ChecksController, PoliciesController, ReportsController],
    ...[InspectionController, EvidenceRequestController, FindingController, ExplanationController],
    ...[AlarmController, ControlController, ControlTripController],
    ...[EvidenceCalendarReaction, InspectionEndReaction],
    ...[ReconciliationController, DataRequestController, LegalHoldController, KeysController],
    ...[BreachController, DataRequestFiguresController, RetentionController],
  ],
  providers: [
    ...[Answers, IntakeService, Proofs, People],
    ...[InspectedObjects, Inspections, InspectionLists, Explanations, AuditTimers],
    Counterfactuals,
    ...[ControlledLog, ControlTrips, ControlLists, ControlRunner],
    ...[LogKeyRotation, keyWrappingProvider, KekRotations, KekRotationRunner],
    ...[Reconciliations, ReconciliationRunner],
    ...[Codes, CitizenCodes, PersonalRecords, PrivacyFiles, PrivacyLists, SubjectFiles, StillErased],
    ...[Breaches, RetentionEnds],
  ],
})
export class AuditModule {}
