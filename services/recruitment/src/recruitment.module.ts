import { ImportsModule } from '@jejak/imports';
import { CaseFiles } from '@jejak/service';
import { Module } from '@nestjs/common';
import { AdminResultTable } from './admin-result/admin-result-table';
import { AdminResultController } from './admin-result/admin-result.http';
import { AdminResults } from './admin-result/admin-results';
import { ApplicantController } from './applicant/applicant.http';
import { BoardSubscriptionController } from './applicant/board-subscriptions.http';
import { ApplicationListController } from './application/application-lists.http';
import { ApplicationController } from './application/application.http';
import { ApplyingController } from './application/applying.http';
import { MyApplicationsController } from './application/my-applications.http';
import { ParticipantNumbers } from './application/participant-numbers';
import { LastRatings } from './application/last-rating';
import { RankedAbove } from './application/ranked-above';
import { CommitteeActs } from './committee/committee-acts';
import { AnnouncedVacancies } from './committee/announced-vacancies';
import { Competitors } from './committee/competitors';
import { FileReads } from './committee/file-reads';
import { ErasedPeople } from './committee/erased-people';
import { DutyHolders } from './committee/duty-holders';
import { DisqualificationController } from './disqualification/disqualification.http';
import { DocumentReaders } from './documents/document-readers';
import { DocumentStore } from './documents/document-store';
import { DocumentController } from './documents/documents.http';
import { EffectivenessController } from './effectiveness/effectiveness.http';
import { SelectionExportController } from './exports/selection-export.http';
import { CaughtUp } from './caught-up';
import { ClarificationBoardController } from './clarification/clarification-board.http';
import { ClarificationController } from './clarification/clarification.http';
import { ConflictController } from './conflict/conflict.http';
import { FormationController } from './formation/formation.http';
import { ImportsController } from './imports/imports.http';
import { ScoresImport } from './imports/scores.import';
import { SelectionImport } from './imports/selection.import';
import { Electorates } from './objection/electorates';
import { ObjectionBoardController } from './objection/objection-board.http';
import { ObjectionController } from './objection/objection.http';
import { ObjectionTimers } from './objection/objection.timers';
import { Objections } from './objection/objections';
import { OpenObjections } from './objection/open-objections';
import { ResultWindows } from './objection/result-windows';
import { Scorers } from './objection/scorers';
import { DeclaredConflictReaction } from './panel/declared-conflict.reaction';
import { PanelBoardController } from './panel/panel-board.http';
import { PanelController } from './panel/panel.http';
import { Panels } from './panel/panels';
import { WorkSampleController } from './panel/work-sample.http';
import { VacancyPanelController } from './panel/vacancy-panel.http';
import { SelectionPolicies } from './policies/selection-policies';
import { FormationSeats } from './formation/formation-seats';
import { PsychologyController } from './psychology/psychology.http';
import { DatasetController } from './publication/datasets.http';
import { InputRate } from './public-input/input-rate';
import { PublicInputController } from './public-input/public-input.http';
import { PublicationController } from './publication/publication.http';
import { Publications } from './publication/publications';
import { PublishedFiles } from './publication/published-files';
import { PublishedResultReaction } from './publication/published-result.reaction';
import { RankingTable } from './ranking/ranking-table';
import { RankingController } from './ranking/ranking.http';
import { StageCandidates } from './ranking/stage-candidates';
import { Stages } from './ranking/stages';
import { PublicCountsController } from './statistics/public-counts.http';
import { PublicVacancies } from './statistics/public-vacancy';
import { StatisticsController } from './statistics/statistics.http';
import { AmendmentController } from './vacancy/amendment.http';
import { RecruitmentTimers } from './recruitment.timers';
import { RetentionTimers } from './retention/retention.timers';
import { RegistrationTimers } from './vacancy/registration.timers';
import { VacancyBoardController } from './vacancy/vacancy-board.http';
import { VacancyController } from './vacancy/vacancy.http';
import { VerificationController } from './verification/verification.http';
import { WorkListController } from './verification/work-list.http';

@Module({
  imports: [ImportsModule],
  controllers: [
    FormationController,
    VacancyController,
    AmendmentController,
    VacancyBoardController,
    ApplicantController,
    BoardSubscriptionController,
    MyApplicationsController,
    DocumentController,
    ApplyingController,
    ApplicationController,
    ApplicationListController,
    VerificationController,
    ConflictController,
    WorkListController,
    AdminResultController,
    DisqualificationController,
    ...[StatisticsController, PublicCountsController],
    EffectivenessController,
    RankingController,
    PublicationController,
    DatasetController,
    ImportsController,
    SelectionExportController,
    ObjectionController,
    ObjectionBoardController,
    ...[ClarificationController, ClarificationBoardController],
    PublicInputController,
    ...[VacancyPanelController, PanelController, PanelBoardController, PsychologyController],
    WorkSampleController,
    ...[PublishedResultReaction, DeclaredConflictReaction],
  ],
  providers: [
    ...[SelectionPolicies, RecruitmentTimers, RegistrationTimers, RetentionTimers],
    ...[ParticipantNumbers, RankedAbove, LastRatings, DocumentStore, DocumentReaders],
    ...[StageCandidates, Stages, RankingTable, Publications, PublishedFiles, PublicVacancies],
    ...[DutyHolders, AnnouncedVacancies, Competitors, CommitteeActs, AdminResults, AdminResultTable],
    ...[Panels, CaughtUp, ErasedPeople, FileReads],
    ...[SelectionImport, ScoresImport],
    ...[Objections, OpenObjections, ObjectionTimers, ResultWindows, Scorers, CaseFiles],
    ...[Electorates, InputRate, FormationSeats],
  ],
})
export class RecruitmentModule {}
