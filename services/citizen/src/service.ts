import { citizenContracts } from '@jejak/contracts/citizen';
import type { ServiceDefinition } from '@jejak/service';
import { CitizenModule } from './citizen.module';
import './citizen.problems';

/** The citizen's voice: service standards, reviews, satisfaction surveys and complaints. */
export const citizenService: ServiceDefinition = {
  name: 'citizen',
  contracts: citizenContracts,
  module: CitizenModule,
  migrations: [],
  projections: [],
};
