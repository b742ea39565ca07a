import { policyContracts } from '@jejak/contracts/policy';
import type { ServiceDefinition } from '@jejak/service';
import { PolicyModule } from './policy.module';
import './policy.problems';

/** The parameters of every rule, as facts: what is in force, since when, on which legal basis. */
export const policyService: ServiceDefinition = {
  name: 'policy',
  contracts: policyContracts,
  module: PolicyModule,
  policies: true,
};
