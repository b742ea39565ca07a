import { careerContracts } from '@jejak/contracts/career';
import type { ServiceDefinition } from '@jejak/service';
import { CareerModule } from './career.module';
import './career.problems';
import { employeeDirectory } from './employee/employee.projection';
import { Organisation1795300000000 } from './migrations/1795300000000-organisation';
import { Outsiders1795300100000 } from './migrations/1795300100000-outsiders';
import { outsiderList } from './outsider/outsider.projection';
import { unitChart } from './unit/unit.projection';

/** Employee files and the organisation: who holds which place, who rates whom, since when. */
export const careerService: ServiceDefinition = {
  name: 'career',
  contracts: careerContracts,
  module: CareerModule,
  migrations: [Organisation1795300000000, Outsiders1795300100000],
  projections: [unitChart, employeeDirectory, outsiderList],
};
