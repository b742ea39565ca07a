import { policySeeded, type Parameters, type PolicySeeded, type PolicyStatus } from '@jejak/contracts/policy';
import type { Decider } from '@jejak/kernel';

/** The installation takes a default into force. Given again it says nothing new: a policy is seeded once. */
export interface SeedPolicy {
  readonly type: 'SeedPolicy';
  readonly key: string;
  readonly parameters: Parameters;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
  /** The installation's first legal date. */
  readonly effectiveFrom: string;
}

export type PolicyCommand = SeedPolicy;
export type PolicyEvent = PolicySeeded;
export type Policy =
  { readonly status: 'absent' } | { readonly status: 'in-force'; readonly version: number };

const decide = (command: PolicyCommand, state: Policy): PolicyEvent[] => {
  switch (command.type) {
    case 'SeedPolicy': {
      if (state.status !== 'absent') return [];
      const { key, parameters, legalBasis, origin, effectiveFrom } = command;
      return [policySeeded({ key, version: 1, parameters, legalBasis, origin, effectiveFrom })];
    }
  }
};

const evolve = (_: Policy, event: PolicyEvent): Policy => {
  switch (event.type) {
    case 'PolicySeeded':
      return { status: 'in-force', version: event.data.version };
  }
};

/** One policy under one key, as a sequence of versions. Stream `policy-<naturalId('policy', key)>`. */
export const policy: Decider<PolicyCommand, PolicyEvent, Policy> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
