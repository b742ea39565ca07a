import { policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';
import { evolve, type Policy, type PolicyEvent, type Version } from './policy.state';

/** A policy with all its versions, those that are only drafted too. */
export interface PolicyFileRow {
  readonly key: string;
  readonly versions: readonly Version[];
}

const NONE: Policy = { key: null, versions: [] };

const onward = (row: PolicyFileRow | undefined, event: PolicyEvent): PolicyFileRow => ({
  key: event.data.key,
  versions: evolve(row ?? NONE, event).versions,
});
const change = (row: PolicyFileRow, event: PolicyEvent): PolicyFileRow => onward(row, event);
const open = (event: PolicyEvent, row: PolicyFileRow | undefined): PolicyFileRow => onward(row, event);

/** What is decided by and what is shown are the same fold. */
export const policyFiles = projection<PolicyEvent, PolicyFileRow>()({
  table: 'policy_file',
  source: policyContracts,
  key: ({ data }) => data.key,
  opens: { PolicySeeded: open, PolicyDrafted: open },
  on: {
    PolicyRevised: change,
    ConsultationOpened: change,
    PolicySimulated: change,
    PolicyApproved: change,
    PolicyPublished: change,
    SocialisationHeld: change,
    PolicyDeferred: change,
    SocialisationShortfall: change,
    PolicyInForce: change,
    PolicySuperseded: change,
    PolicyRepealed: change,
  },
});
