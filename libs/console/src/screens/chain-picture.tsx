import { graphlib, layout } from '@dagrejs/dagre';
import { kindOfStream, nameOfType } from '../api/audit';
import { type ChainGraph, chainGraph } from './chain-graph';
import type { LoggedEvent } from '../api/audit';
import { useCode, useWord } from '../words/words';

const [WIDTH, HEIGHT, GAP] = [180, 52, 24];

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where each node and each edge lies, from left to right. */
const placed = ({ nodes, edges }: ChainGraph) => {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 2 * GAP, marginx: GAP, marginy: GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to, kind } of edges) graph.setEdge(from, to, {}, kind);
  layout(graph);
  const { width = WIDTH, height = HEIGHT } = graph.graph() as { width?: number; height?: number };
  return {
    ...{ width, height },
    nodes: nodes.map((node) => ({ ...node, ...(graph.node(node.id) as Point) })),
    edges: edges.map((edge) => ({
      ...edge,
      points: (graph.edge(edge.from, edge.to, edge.kind) as { points: readonly Point[] }).points,
    })),
  };
};

/**
 * The picture of a chain of causes: the numbered list beside it says the same in words, and is what a screen reader and a keyboard
 * use. @source console.md 4.1 (W3), 6
 */
export const ChainPicture = ({ chain }: { readonly chain: readonly LoggedEvent[] }) => {
  const word = useWord();
  const code = useCode();
  const { width, height, nodes, edges } = placed(chainGraph(chain));
  const count = (kind: 'caused' | 'read'): number => edges.filter((edge) => edge.kind === kind).length;
  const summary = word('why.pictured', {
    nodes: nodes.length,
    facts: chain.length,
    caused: count('caused'),
    read: count('read'),
  });
  return (
    <figure className="graph">
      <figcaption>{summary}</figcaption>
      {/* Scrolls both ways, so it takes the focus. */}
      <div className="scroll" role="region" aria-label={word('why.picture')} tabIndex={0}>
        <svg role="img" aria-label={summary} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {edges.map(({ from, to, kind, points }) => (
            <polyline
              key={`${from} ${to} ${kind}`}
              className={kind}
              points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              markerEnd="url(#arrow)"
            />
          ))}
          {nodes.map(({ id, x, y, type, stream, version, facts, isUncaused }) => (
            <g key={id} transform={`translate(${x - WIDTH / 2} ${y - HEIGHT / 2})`}>
              <rect className={isUncaused ? 'uncaused' : undefined} width={WIDTH} height={HEIGHT} rx="4" />
              <text x="8" y="20">
                {type === null ? word('why.folded', { count: facts }) : code('fact', nameOfType(type))}
              </text>
              <text x="8" y="40" className="of">
                {code('object', kindOfStream(stream))} …{stream.slice(-4)}
                {type === null ? '' : ` v${version}`}
              </text>
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
};
