import type { LoggedEvent } from '../api/audit';

/** A node of the picture: a fact, or where there are too many, all facts of one object. */
export interface GraphNode {
  readonly id: string;
  readonly type: string | null;
  readonly stream: string;
  readonly version: number;
  /** How many facts it stands for. */
  readonly facts: number;
  /** Its cause is not recorded. */
  readonly isUncaused: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'caused' | 'read';
}

export interface ChainGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type Fact = Pick<LoggedEvent, 'id' | 'type' | 'stream' | 'version' | 'cause' | 'inputs'>;

/** A picture of more says nothing any more. @source console.md 6 */
export const MOST_NODES = 60;

const distinct = (edges: readonly GraphEdge[]): readonly GraphEdge[] => [
  ...new Map(
    edges.filter(({ from, to }) => from !== to).map((edge) => [`${edge.from} ${edge.to} ${edge.kind}`, edge]),
  ).values(),
];

/** What caused what, and what read what, within a chain; of more than fits, folded by object. Pure. */
export const chainGraph = (chain: readonly Fact[], most = MOST_NODES): ChainGraph => {
  const isFolded = chain.length > most;
  const nodeOf = new Map(chain.map(({ id, stream }) => [id, isFolded ? stream : id]));
  const byVersion = new Map(chain.map(({ id, stream, version }) => [`${stream} ${version}`, id]));
  const edges = chain.flatMap(({ id, cause, inputs }): GraphEdge[] => {
    const to = nodeOf.get(id) ?? id;
    const by = cause === null ? undefined : nodeOf.get(cause);
    const read = inputs.flatMap(
      ({ stream, ver }) => nodeOf.get(byVersion.get(`${stream} ${ver}`) ?? '') ?? [],
    );
    return [
      ...(by === undefined ? [] : [{ from: by, to, kind: 'caused' } as const]),
      ...read.map((from) => ({ from, to, kind: 'read' }) as const),
    ];
  });
  const nodes = new Map<string, GraphNode>();
  for (const { id, type, stream, version, cause } of chain) {
    const node = nodeOf.get(id) ?? id;
    const before = nodes.get(node);
    nodes.set(node, {
      ...{ id: node, stream, version, type: isFolded ? null : type, facts: (before?.facts ?? 0) + 1 },
      isUncaused: !isFolded && cause === null,
    });
  }
  return { nodes: [...nodes.values()], edges: distinct(edges) };
};
