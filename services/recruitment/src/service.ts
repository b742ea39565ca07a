import { recruitmentContracts } from '@jejak/contracts/recruitment';
import type { ServiceDefinition } from '@jejak/service';
import { applicationList } from './application/application.projection';
import { formationList } from './formation/formation.projection';
import { ReadModels1767225600000 } from './migrations/1767225600000-read-models';
import { Panels1768176000000 } from './migrations/1768176000000-panels';
import { panelSheets, vacancyPanels } from './panel/panel.projection';
import { dutyHolders } from './publication/duty-holder.projection';
import { stageResults } from './publication/stage-result.projection';
import { rankingRows } from './ranking/ranking-rows';
import { RecruitmentModule } from './recruitment.module';
import './recruitment.problems';
import { registrationWindow, RegistrationTimers } from './vacancy/registration.timers';
import { vacancyBoard } from './vacancy/vacancy.projection';

/** Selection by merit: from the vacancy to the appointment, every rank with its reason. */
export const recruitmentService: ServiceDefinition = {
  name: 'recruitment',
  contracts: recruitmentContracts,
  module: RecruitmentModule,
  migrations: [ReadModels1767225600000, Panels1768176000000],
  projections: [
    ...[formationList, vacancyBoard, applicationList, rankingRows, stageResults, dutyHolders],
    ...[vacancyPanels, panelSheets],
  ],
  policies: true,
  reactsTo: [recruitmentContracts],
  timers: { sets: [registrationWindow], commands: RegistrationTimers },
};
