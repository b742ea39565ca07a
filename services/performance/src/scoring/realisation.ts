/** How near an amount comes to its target: shared with the ledger, which computes a rating again from its facts. */
export { type Amount, type Cap, type Measure, realisation, realised } from '@jejak/contracts/performance';
