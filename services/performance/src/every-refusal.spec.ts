import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What is answered while a read model is behind: a test would have to hold it back. */
const OF_THE_MACHINE = ['UNAVAILABLE'];

describe('every refusal of this service', () => {
  const { documented, codes, untested } = documentedRefusals(__dirname, OF_THE_MACHINE);

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(50);
    expect(codes).toEqual(expect.arrayContaining(['SOD_VIOLATION', 'DEVIATION_TOO_LARGE', 'NE_BIS_IN_IDEM']));
  });

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
