import { ImportsModule } from '@jejak/imports';
import { OpenData } from '@jejak/publication';
import { Module } from '@nestjs/common';
import { CareerTimers } from './career.timers';
import { EmployeeController } from './employee/employee.http';
import { EmployeeReading } from './employee/employee.reading';
import { Organisation } from './employee/organisation';
import { RegistrationController } from './employee/registration.http';
import { EmployeesImport } from './imports/employees.import';
import { Identities } from './imports/identities';
import { ImportsController } from './imports/imports.http';
import { UnitsImport } from './imports/units.import';
import { OutsiderController } from './outsider/outsider.http';
import { NewcomerController } from './newcomer/newcomer.http';
import { TALENT } from './talent/people-and-places';
import { CREDIT_AND_PROMOTION } from './promotion/credit-and-promotion';
import { DatasetController } from './publication/datasets.http';
import { OverduePublications } from './publication/overdue-publications';
import { UnitController } from './unit/unit.http';

@Module({
  imports: [ImportsModule],
  controllers: [
    ...[UnitController, RegistrationController, EmployeeController, OutsiderController, ImportsController],
    ...[NewcomerController, DatasetController],
    ...TALENT.controllers,
    ...CREDIT_AND_PROMOTION.controllers,
  ],
  providers: [
    ...[Organisation, EmployeeReading, Identities, UnitsImport, EmployeesImport],
    ...[...TALENT.providers, ...CREDIT_AND_PROMOTION.providers],
    ...[OpenData, OverduePublications],
    CareerTimers,
  ],
})
export class CareerModule {}
