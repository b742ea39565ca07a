import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What is answered while a read model is behind, or too much is computed at once: a test would have to hold it back. */
const OF_THE_MACHINE = ['UNAVAILABLE', 'SIMULATIONS_BUSY'];

describe('every refusal of this service', () => {
  const { documented, codes, untested } = documentedRefusals(__dirname, OF_THE_MACHINE);

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(12);
    expect(codes).toEqual(expect.arrayContaining(['SOD_VIOLATION', 'POLICY_NOT_RETROACTIVE', 'LEGAL_BOUND']));
  });

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
