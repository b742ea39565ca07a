import { RuleViolated } from '@jejak/kernel';
import type { PinnedPolicy } from '@jejak/policies';
import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/**
 * Reads the parameters of policies by what the rules need of them; a policy may say more.
 * @returns by key: its parameters. It throws RuleViolated POLICY_MISSING where a policy does not say what the rules need: as good as none
 */
export const wordsOf =
  <Schemas extends Readonly<Record<string, TSchema>>>(
    schemas: Schemas,
    policies: ReadonlyMap<string, PinnedPolicy>,
  ) =>
  <Key extends keyof Schemas & string>(key: Key): Static<Schemas[Key]> => {
    const policy = policies.get(key);
    if (!policy) throw new Error(`${key} was not read`);
    const { ref, parameters } = policy;
    if (!Value.Check(schemas[key], parameters))
      throw new RuleViolated('POLICY_MISSING', `The policy ${ref} does not say what this rule needs.`, {
        rule: key,
        policyRefs: [ref],
      });
    return parameters;
  };
