export {
  type EmployeeFile,
  formerSupervisorOn,
  type HeldDuty,
  type HeldPosition,
  type HeldRelation,
  holdsDuty,
  isHeadOf,
  positionOn,
  relationOn,
} from './employee-file';
export { employeeFile, type EmployeeFileRow } from './employee-file.projection';
export { ORGANISATION_TABLES } from './organisation.tables';
export { OUTSIDER_TABLE, outsiderDuties, type OutsiderDutiesRow } from './outsider-duties.projection';
export { type DutiesRead, type FileRead, type Line, People } from './people';
export { readable, readerOf } from './readable';
export { unitChart, type UnitRow } from './unit-chart.projection';
