import { type Predicate, PREDICATES } from '@jejak/contracts/performance';
import { type PinnedPolicy, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import type { Cap } from '../scoring/realisation';

/** What the public is shown. */
export interface PublicationRules {
  /** The smallest count that is shown. */
  readonly minCell: number;
  /** Whether figures are published every quarter. */
  readonly quarterly: boolean;
  /** The version that says so. */
  readonly ref: string;
}

/** What a predicate is worth for the allowance, as a factor. */
export type AllowanceFactors = Readonly<Record<Predicate, string>>;

const textOf = ({ ref, parameters }: PinnedPolicy, name: string): string => {
  const value = parameters[name];
  if (typeof value !== 'string') throw new Error(`${ref} has no text ${name}`);
  return value;
};

/** `pub` as its contract promises it. @throws Error where it says something else */
export const publicationRulesOf = ({ ref, parameters }: PinnedPolicy): PublicationRules => {
  const { minCell, performance } = parameters;
  if (typeof minCell !== 'number' || !Number.isInteger(minCell)) throw new Error(`${ref} has no minCell`);
  return { minCell, quarterly: performance === 'QUARTERLY', ref };
};

/** `perf.other`, of the allowance (TPP). @throws Error where it says something else. @source domain.md 5.8 */
export const allowanceFactorsOf = ({ ref, parameters }: PinnedPolicy): AllowanceFactors => {
  const { allowanceFactors } = parameters;
  const said = (allowanceFactors ?? {}) as Readonly<Record<string, unknown>>;
  if (!PREDICATES.every((predicate) => typeof said[predicate] === 'string'))
    throw new Error(`${ref} has no allowanceFactors`);
  // Each of the closed list was looked at.
  return said as AllowanceFactors;
};

/** `perf.other`, of the fairness monitor: the first years of its age bands. @throws Error where it says something else */
export const ageBandsOf = ({ ref, parameters: { ageBands } }: PinnedPolicy): readonly number[] => {
  if (!Array.isArray(ageBands) || !ageBands.every((age) => Number.isInteger(age)))
    throw new Error(`${ref} has no ageBands`);
  return ageBands as readonly number[];
};

/** Reads what the views and publications of this service take from policies. */
@Injectable()
export class ViewRules {
  // A version never changes, so what was read once holds.
  private readonly known = new Map<string, Promise<PinnedPolicy>>();

  constructor(private readonly policies: Policies) {}

  /** In force on a legal date. @throws RuleViolated POLICY_MISSING */
  async publication(date: string): Promise<PublicationRules> {
    return publicationRulesOf(await this.policies.inForce('pub', date));
  }

  /** In force on a legal date, with the version that says so. @throws RuleViolated POLICY_MISSING */
  async ageBands(date: string): Promise<{ readonly bands: readonly number[]; readonly ref: string }> {
    const other = await this.policies.inForce('perf.other', date);
    return { bands: ageBandsOf(other), ref: other.ref };
  }

  /** @param ref a version of `perf.cap`. @throws RuleViolated POLICY_MISSING */
  async cap(ref: string): Promise<Cap> {
    const policy = await this.version(ref);
    return { min: textOf(policy, 'min'), max: textOf(policy, 'max') };
  }

  /** @param ref a version of `perf.other`. @throws RuleViolated POLICY_MISSING */
  async allowanceFactors(ref: string): Promise<AllowanceFactors> {
    return allowanceFactorsOf(await this.version(ref));
  }

  private version(ref: string): Promise<PinnedPolicy> {
    const known = this.known.get(ref);
    if (known) return known;
    const read = this.policies.pinned(ref);
    this.known.set(ref, read);
    // What could not be read is asked for again.
    read.catch(() => this.known.delete(ref));
    return read;
  }
}
