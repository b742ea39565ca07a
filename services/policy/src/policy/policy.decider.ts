import { policySeeded } from '@jejak/contracts/policy';
import type { Decider } from '@jejak/kernel';
import { bringIntoForce } from './activation';
import { approve, publish, recordSocialisation } from './approval';
import { draft, openConsultation, recordSimulation, revise } from './drafting';
import type { PolicyCommand, PolicyGiven, SeedPolicy } from './policy.commands';
import { evolve, type Policy, type PolicyEvent } from './policy.state';

const seed = (command: SeedPolicy, policy: Policy): PolicyEvent[] => {
  if (policy.versions.length > 0) return [];
  const { key, parameters, legalBasis, origin, effectiveFrom } = command;
  return [policySeeded({ key, version: 1, parameters, legalBasis, origin, effectiveFrom })];
};

const decide = (
  command: PolicyCommand,
  policy: Policy,
  given: PolicyGiven & { now: string },
): PolicyEvent[] => {
  switch (command.type) {
    case 'SeedPolicy':
      return seed(command, policy);
    case 'DraftPolicy':
      return draft(command, policy);
    case 'RevisePolicy':
      return revise(command, policy, given);
    case 'OpenConsultation':
      return openConsultation(command, policy, given);
    case 'RecordSimulation':
      return recordSimulation(command, policy);
    case 'ApprovePolicy':
      return approve(command, policy, given);
    case 'PublishPolicy':
      return publish(command, policy, given);
    case 'RecordSocialisation':
      return recordSocialisation(command, policy, given);
    case 'BringIntoForce':
      return bringIntoForce(command, policy, given);
  }
};

/**
 * One policy under one key, as a sequence of versions, each from its draft to its end. Stream `policy-<naturalId('policy', key)>`.
 * @source domain.md 8.1
 */
export const policy: Decider<PolicyCommand, PolicyEvent, Policy, PolicyGiven> = {
  initial: { key: null, versions: [] },
  decide,
  evolve,
};
