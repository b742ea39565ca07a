export { type Installation, installationOf } from './installation';
export { type Decree, DEFAULT_POLICIES, tellPolicies } from './policies';
export { type ToldBy, toldBy } from './told-by';
