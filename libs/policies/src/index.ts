export { migratePolicies } from './migrate';
export { type CityDay, type PinnedPolicy, Policies } from './policies';
export { policyVersions, type PolicyVersionRow } from './policy-versions.projection';
