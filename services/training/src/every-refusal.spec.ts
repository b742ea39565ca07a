import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What a reaction answers while another service has not been heard of: no client ever sees it. */
const OF_THE_MACHINE = ['UNAVAILABLE'];

describe('every refusal of this service', () => {
  const { documented, codes, untested } = documentedRefusals(__dirname, OF_THE_MACHINE);

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(40);
    expect(codes).toEqual(
      expect.arrayContaining(['SOD_VIOLATION', 'PREREQUISITE_MISSING', 'ADOPTION_NOT_SANCTIONABLE']),
    );
  });

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
