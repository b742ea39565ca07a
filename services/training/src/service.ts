import { trainingContracts } from '@jejak/contracts/training';
import type { ServiceDefinition } from '@jejak/service';
import { TrainingModule } from './training.module';
import './training.problems';

/** Learning: needs, plans, programmes, sessions, certificates, and what a newcomer goes through. */
export const trainingService: ServiceDefinition = {
  name: 'training',
  contracts: trainingContracts,
  module: TrainingModule,
  migrations: [],
  projections: [],
};
