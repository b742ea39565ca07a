export { type ClockFacts, type CountedBy, countedBy } from './counted-by';
export { exceptionList, type ExceptionRow } from './exception-list.projection';
export { type Excepted, Exceptions, NOT_EXCEPTED } from './exceptions';
export { migratePolicies } from './migrate';
export { type Parameters, parametersOf } from './parameters';
export { type CityDay, type PinnedPolicy, Policies } from './policies';
export { type PolicyForceEvent, policyVersions, type PolicyVersionRow } from './policy-versions.projection';
