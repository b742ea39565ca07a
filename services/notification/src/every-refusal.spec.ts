import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What a reaction answers while another service has not been heard of: no client ever sees it. */
const OF_THE_MACHINE = ['UNAVAILABLE'];

describe('every refusal of this service', () => {
  const { codes, untested } = documentedRefusals(__dirname, OF_THE_MACHINE);

  it('is found here', () =>
    expect(codes).toEqual(
      expect.arrayContaining(['LEGAL_NOTICE_MANDATORY', 'CODE_UNKNOWN', 'DEADLINE_PASSED']),
    ));

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
