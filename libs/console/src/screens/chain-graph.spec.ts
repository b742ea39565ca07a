import { describe, expect, it } from '@jest/globals';
import { chainGraph } from './chain-graph';

const fact = (id: string, stream: string, version: number, cause: string | null, reads: string[] = []) => ({
  ...{ id, stream, version, cause, type: 'asn.performance.AnnualRated.v1' },
  inputs: reads.map((read) => ({ stream: read.split('@')[0] ?? '', ver: Number(read.split('@')[1]) })),
});
const CHAIN = [
  fact('a', 'plan-1', 1, null),
  fact('b', 'evaluation-1', 1, 'a', ['plan-1@1', 'employee-1@4']),
  fact('c', 'evaluation-1', 2, 'b', ['plan-1@1']),
];

describe('the picture of a chain', () => {
  it('shows what caused what and what read what, of the facts that are in it', () =>
    expect(chainGraph(CHAIN).edges).toEqual([
      { from: 'a', to: 'b', kind: 'caused' },
      { from: 'a', to: 'b', kind: 'read' },
      { from: 'b', to: 'c', kind: 'caused' },
      { from: 'a', to: 'c', kind: 'read' },
    ]));

  it('says where a cause is not recorded', () =>
    expect(chainGraph(CHAIN).nodes.map(({ isUncaused }) => isUncaused)).toEqual([true, false, false]));

  it('is folded by object where it would be too much', () => {
    const { nodes, edges } = chainGraph(CHAIN, 2);
    expect(nodes.map(({ id, facts, type }) => [id, facts, type])).toEqual([
      ['plan-1', 1, null],
      ['evaluation-1', 2, null],
    ]);
    // Once for each kind, and nothing to itself.
    expect(edges).toEqual([
      { from: 'plan-1', to: 'evaluation-1', kind: 'caused' },
      { from: 'plan-1', to: 'evaluation-1', kind: 'read' },
    ]);
  });
});
