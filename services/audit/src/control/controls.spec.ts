import { CONTROLS } from '@jejak/contracts/audit';
import { describe, expect, it } from '@jest/globals';
import { contractOf } from '../sources';
import { STANDING_CONTROLS } from './controls';

describe('the standing controls', () => {
  it('are all there, in their order', () =>
    expect(STANDING_CONTROLS.map(({ control }) => control)).toEqual([...CONTROLS]));
  it('watch facts that exist', () => {
    for (const { watches } of STANDING_CONTROLS)
      for (const name of watches) expect([name, contractOf(`asn.${name}.v1`) !== null]).toEqual([name, true]);
  });
  it('have all something to watch but C13, of which no fact tells', () =>
    expect(
      STANDING_CONTROLS.filter(({ watches }) => watches.length === 0).map(({ control }) => control),
    ).toEqual(['C13']));
});
