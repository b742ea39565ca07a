import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What `GET` answers while a read model is behind: a test would have to hold it back. */
const OF_THE_MACHINE = ['UNAVAILABLE'];

describe('every refusal of this service', () => {
  const { documented, codes, untested } = documentedRefusals(__dirname, OF_THE_MACHINE);

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(40);
    expect(codes).toEqual(expect.arrayContaining(['SOD_VIOLATION', 'RANK_ORDER_VIOLATION', 'SCORE_SEALED']));
  });

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
