/**
 * What a generator of a city's life needs of this service: its deciders and the names of their streams. Nothing here reads or
 * writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { opinion } from './opinion/opinion.decider';
export { policy } from './policy/policy.decider';
export type { PolicyCommand, PolicyGiven } from './policy/policy.commands';
export { inForce } from './policy/policy.state';
export { streamOfPolicy } from './policy/policy-stream';
export { GOVERNANCE_POLICIES, governanceRulesOf } from './rules/governance-rules';
export { acknowledgement } from './socialisation/acknowledgement.decider';
