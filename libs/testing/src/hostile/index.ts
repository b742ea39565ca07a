export { everyTenth, faultOf, faultsOf, type HostileAnswer } from './answers';
export { type HostileCaller, hostileCaller, twinFaults } from './caller';
export { type HostileCall, hostileCalls, type HostilePlan, untriedEntrances } from './calls';
export type { Contract } from './contract';
export { UNKNOWN_ID } from './sample';
