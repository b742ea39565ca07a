import { ImportsModule } from '@jejak/imports';
import { Module } from '@nestjs/common';
import { ApplicationListController } from './application/application-lists.http';
import { ApplicationController } from './application/application.http';
import { ParticipantNumbers } from './application/participant-numbers';
import { RankedAbove } from './application/ranked-above';
import { SelectionExportController } from './exports/selection-export.http';
import { FormationController } from './formation/formation.http';
import { ImportsController } from './imports/imports.http';
import { ScoresImport } from './imports/scores.import';
import { SelectionImport } from './imports/selection.import';
import { PanelBoardController } from './panel/panel-board.http';
import { PanelController } from './panel/panel.http';
import { Panels } from './panel/panels';
import { SelectionDuties } from './panel/selection-duties';
import { VacancyPanelController } from './panel/vacancy-panel.http';
import { SelectionPolicies } from './policies/selection-policies';
import { PsychologyController } from './psychology/psychology.http';
import { CommitteeChairs } from './publication/committee-chairs';
import { DatasetController } from './publication/datasets.http';
import { PublicationController } from './publication/publication.http';
import { Publications } from './publication/publications';
import { PublishedResultReaction } from './publication/published-result.reaction';
import { RankingTable } from './ranking/ranking-table';
import { RankingController } from './ranking/ranking.http';
import { StageCandidates } from './ranking/stage-candidates';
import { Stages } from './ranking/stages';
import { RegistrationTimers } from './vacancy/registration.timers';
import { VacancyBoardController } from './vacancy/vacancy-board.http';
import { VacancyController } from './vacancy/vacancy.http';

@Module({
  imports: [ImportsModule],
  controllers: [
    FormationController,
    VacancyController,
    VacancyBoardController,
    ApplicationController,
    ApplicationListController,
    RankingController,
    PublicationController,
    DatasetController,
    ImportsController,
    SelectionExportController,
    ...[VacancyPanelController, PanelController, PanelBoardController, PsychologyController],
    PublishedResultReaction,
  ],
  providers: [
    ...[SelectionPolicies, RegistrationTimers],
    ...[ParticipantNumbers, RankedAbove],
    ...[StageCandidates, Stages, RankingTable, Publications, CommitteeChairs],
    ...[Panels, SelectionDuties],
    ...[SelectionImport, ScoresImport],
  ],
})
export class RecruitmentModule {}
