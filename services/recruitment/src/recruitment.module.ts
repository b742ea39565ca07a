import { ImportsModule } from '@jejak/imports';
import { Module } from '@nestjs/common';
import { ApplicantController } from './applicant/applicant.http';
import { BoardSubscriptionController } from './applicant/board-subscriptions.http';
import { ApplicationListController } from './application/application-lists.http';
import { ApplicationController } from './application/application.http';
import { ApplyingController } from './application/applying.http';
import { MyApplicationsController } from './application/my-applications.http';
import { ParticipantNumbers } from './application/participant-numbers';
import { RankedAbove } from './application/ranked-above';
import { DocumentReaders } from './documents/document-readers';
import { DocumentStore } from './documents/document-store';
import { DocumentController } from './documents/documents.http';
import { SelectionExportController } from './exports/selection-export.http';
import { FormationController } from './formation/formation.http';
import { ImportsController } from './imports/imports.http';
import { ScoresImport } from './imports/scores.import';
import { SelectionImport } from './imports/selection.import';
import { SelectionPolicies } from './policies/selection-policies';
import { CommitteeChairs } from './publication/committee-chairs';
import { DatasetController } from './publication/datasets.http';
import { PublicationController } from './publication/publication.http';
import { Publications } from './publication/publications';
import { PublishedResultReaction } from './publication/published-result.reaction';
import { RankingTable } from './ranking/ranking-table';
import { RankingController } from './ranking/ranking.http';
import { StageCandidates } from './ranking/stage-candidates';
import { Stages } from './ranking/stages';
import { AmendmentController } from './vacancy/amendment.http';
import { RegistrationTimers } from './vacancy/registration.timers';
import { VacancyBoardController } from './vacancy/vacancy-board.http';
import { VacancyController } from './vacancy/vacancy.http';

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
    RankingController,
    PublicationController,
    DatasetController,
    ImportsController,
    SelectionExportController,
    PublishedResultReaction,
  ],
  providers: [
    ...[SelectionPolicies, RegistrationTimers],
    ...[ParticipantNumbers, RankedAbove, DocumentStore, DocumentReaders],
    ...[StageCandidates, Stages, RankingTable, Publications, CommitteeChairs],
    ...[SelectionImport, ScoresImport],
  ],
})
export class RecruitmentModule {}
