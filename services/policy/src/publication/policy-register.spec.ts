import { policyDrafted, policySeeded } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { HR1, text } from '../../test/people';
import { evolve, type Policy, type PolicyEvent } from '../policy/policy.state';
import { policyRegister } from './policy-register';

const NONE: Policy = { key: null, versions: [] };
const fileOf = (key: string, ...events: PolicyEvent[]) => ({
  key,
  versions: events.reduce(evolve, NONE).versions,
});
const seeded = (key: string) =>
  policySeeded({
    ...{ key, version: 1, parameters: { days: 14 }, legalBasis: 'PP 30/2019, pasal', origin: 'STATUTORY' },
    effectiveFrom: '2025-10-01',
  });

describe('the register of policies', () => {
  it('holds what the public may know of, by key and version', () => {
    const drafted = policyDrafted({ key: 'b', version: 2, kind: 'PARAMETERS', ...text, draftedBy: HR1 });
    const { rows, content } = policyRegister([fileOf('b', seeded('b'), drafted), fileOf('a', seeded('a'))]);
    expect(rows).toBe(2);
    const [head, ...lines] = content.split('\r\n');
    expect(head.split(',').slice(0, 4)).toEqual(['key', 'version', 'kind', 'status']);
    expect(lines).toEqual([
      'a,1,PARAMETERS,IN_FORCE,2025-10-01,,,,"PP 30/2019, pasal",,,,,false,"{""days"":14}"',
      'b,1,PARAMETERS,IN_FORCE,2025-10-01,,,,"PP 30/2019, pasal",,,,,false,"{""days"":14}"',
      '',
    ]);
  });
});
