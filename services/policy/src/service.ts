import { auditContracts } from '@jejak/contracts/audit';
import { citizenContracts } from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { employeeFile, unitChart } from '@jejak/organisation';
import type { ServiceDefinition } from '@jejak/service';
import { exceptions } from './exception/exception.projection';
import { institutions } from './institution/institution.projection';
import { ReadModels1796000000000 } from './migrations/1796000000000-read-models';
import { opinions } from './opinion/opinion.projection';
import { policyFiles } from './policy/policy-file.projection';
import { PolicyModule } from './policy.module';
import './policy.problems';
import { PolicySettings } from './policy.settings';
import { PolicyTimers, policyTimers } from './policy.timers';
import { datasets } from './publication/datasets.projection';
import { reviews } from './review/review.projection';
import { reviewSignals } from './review/review-signals.projection';
import { evaluationBases } from './simulation/evaluation-basis.projection';
import { acknowledgements } from './socialisation/acknowledgement.projection';
import { employments } from './socialisation/employment.projection';
import { policyUses } from './use/policy-uses';

/** Policies from their draft to their end: who was asked, who knows, what is in force since when, and whether it does any good. */
export const policyService: ServiceDefinition = {
  name: 'policy',
  contracts: policyContracts,
  module: PolicyModule,
  migrations: [ReadModels1796000000000],
  projections: [
    ...[employeeFile, unitChart, employments, policyFiles, opinions, institutions, acknowledgements],
    ...[exceptions, reviews, reviewSignals, evaluationBases, policyUses, datasets],
  ],
  policies: true,
  reactsTo: [policyContracts, citizenContracts, performanceContracts, auditContracts],
  erasure: {},
  settings: PolicySettings,
  timers: { sets: policyTimers, commands: PolicyTimers },
};
