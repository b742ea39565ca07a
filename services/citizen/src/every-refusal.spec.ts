import { documentedRefusals } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';

/** What is answered while a read model is behind: a test would have to hold it back. */
const OF_THE_MACHINE = ['UNAVAILABLE'];
/** An answer is taken whole or not at all: only the rule itself can be asked about a missing part (`survey.spec.ts`). */
const OF_THE_RULE = ['ELEMENT_MISSING'];

describe('every refusal of this service', () => {
  const { documented, codes, untested } = documentedRefusals(__dirname, [...OF_THE_MACHINE, ...OF_THE_RULE]);

  it('is found here', () => {
    expect(documented.length).toBeGreaterThan(15);
    expect(codes).toEqual(expect.arrayContaining(['SOD_VIOLATION', 'ANSWER_EMPTY', 'SAMPLE_TOO_SMALL']));
  });

  it('is asked for by a test through HTTP', () => expect(untested).toEqual([]));
});
