import { careerContracts } from '@jejak/contracts/career';
import type { ServiceDefinition } from '@jejak/service';
import { CareerModule } from './career.module';
import './career.problems';
import { employeeDirectory } from './employee/employee.projection';
import { Organisation1795300000000 } from './migrations/1795300000000-organisation';
import { unitChart } from './unit/unit.projection';

/** Employee files and the organisation: who holds which place, who rates whom, since when. */
export const careerService: ServiceDefinition = {
  name: 'career',
  contracts: careerContracts,
  module: CareerModule,
  migrations: [Organisation1795300000000],
  projections: [unitChart, employeeDirectory],
};
