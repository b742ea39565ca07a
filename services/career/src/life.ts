/**
 * What a generator of a city's life needs of this service: its deciders and the names of their streams. Nothing here reads or
 * writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { employee } from './employee/employee.decider';
export { employment, type EmploymentCommand } from './employment/employment.decider';
export { employmentStream } from './employment/employments';
export { unit } from './unit/unit.decider';
