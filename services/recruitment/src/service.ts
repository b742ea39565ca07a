import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { exceptionList } from '@jejak/policies';
import type { ServiceDefinition } from '@jejak/service';
import { adminResultRows } from './admin-result/admin-result-rows';
import { applicationList } from './application/application.projection';
import { clarificationList } from './clarification/clarification.projection';
import { finalRatings } from './effectiveness/final-rating.projection';
import { hires } from './effectiveness/hire.projection';
import { employmentEnds } from './effectiveness/employment-end.projection';
import { formationList } from './formation/formation.projection';
import { promotionSeats } from './formation/promotion-seats.projection';
import { ReadModels1767225600000 } from './migrations/1767225600000-read-models';
import { Verification1768089600000 } from './migrations/1768089600000-verification';
import { Applicants1768003200000 } from './migrations/1768003200000-applicants';
import { Objections1768262400000 } from './migrations/1768262400000-objections';
import { Stages1768348800000 } from './migrations/1768348800000-stages';
import { Effectiveness1768435200000 } from './migrations/1768435200000-effectiveness';
import { LastPredicates1768608000000 } from './migrations/1768608000000-last-predicates';
import { EmploymentEnds1768867200000 } from './migrations/1768867200000-employment-ends';
import { Resignations1768694400000 } from './migrations/1768694400000-resignations';
import { PromotionSeats1768780800000 } from './migrations/1768780800000-promotion-seats';
import { WorkSamples1768521600000 } from './migrations/1768521600000-work-samples';
import { objectionBoard } from './objection/objection.projection';
import { objectionAnswers } from './objection/objection.timers';
import { publicInputs } from './public-input/public-input.projection';
import { Panels1768176000000 } from './migrations/1768176000000-panels';
import { panelSheets, vacancyPanels } from './panel/panel.projection';
import { dutyHolders } from './publication/duty-holder.projection';
import { stageResults } from './publication/stage-result.projection';
import { rankingRows } from './ranking/ranking-rows';
import { RecruitmentModule } from './recruitment.module';
import './recruitment.problems';
import { RecruitmentSettings } from './recruitment.settings';
import { RecruitmentTimers } from './recruitment.timers';
import { applicantRetention } from './retention/retention.timers';
import { registrationWindow } from './vacancy/registration.timers';
import { vacancyBoard } from './vacancy/vacancy.projection';
import { verificationList } from './verification/verification.projection';

/** Selection by merit: from the vacancy to the appointment, every rank with its reason. */
export const recruitmentService: ServiceDefinition = {
  name: 'recruitment',
  contracts: recruitmentContracts,
  module: RecruitmentModule,
  migrations: [
    ...[ReadModels1767225600000, Applicants1768003200000],
    ...[Verification1768089600000, Panels1768176000000, Objections1768262400000],
    ...[Stages1768348800000, Effectiveness1768435200000],
    ...[WorkSamples1768521600000, LastPredicates1768608000000, Resignations1768694400000],
    ...[PromotionSeats1768780800000, EmploymentEnds1768867200000],
  ],
  projections: [
    ...[formationList, vacancyBoard, applicationList, rankingRows, stageResults, dutyHolders],
    ...[verificationList, adminResultRows],
    ...[objectionBoard, clarificationList, publicInputs],
    ...[vacancyPanels, panelSheets],
    ...[hires, finalRatings, employmentEnds],
    exceptionList,
    promotionSeats,
  ],
  policies: true,
  reactsTo: [recruitmentContracts],
  erasure: {},
  settings: RecruitmentSettings,
  timers: { sets: [registrationWindow, objectionAnswers, applicantRetention], commands: RecruitmentTimers },
};
