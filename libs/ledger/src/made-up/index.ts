import {
  type AsnHistory,
  type AsnReceipt,
  commit,
  consistencyProof,
  type Core,
  coreText,
  cosign,
  type DisclosedField,
  disclose,
  eventHash,
  GrowingTree,
  HeadsMap,
  inclusionPath,
  leafHash,
  leafText,
  type NodeHashes,
  proveField,
  signCheckpoint,
  type SigningKey,
  signingKey,
  tlogProofText,
  treeRoot,
  vkeyText,
} from '../index';

interface Entry {
  readonly index: number;
  readonly hash: Buffer;
  readonly data: object;
  readonly opening: Buffer | null;
}

const url = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64url'));

/** A log in memory with a key and a witness of its own, for tests: its files are those that an installation hands out. */
export class MadeUpLog {
  readonly leaves: string[] = [];
  readonly key: SigningKey;
  readonly witness: SigningKey;
  private readonly hashes: Buffer[] = [];
  private readonly streams = new Map<string, Entry[]>();
  private readonly map = HeadsMap.empty();
  private sealed: { readonly index: number; readonly map: HeadsMap } | undefined;

  constructor(origin = 'log.example/1') {
    this.key = signingKey(origin, 'note', Buffer.alloc(32, 1));
    this.witness = signingKey('w.example', 'cosignature', Buffer.alloc(32, 2));
  }

  /** A tlog-policy that rests on the log and its witness. */
  get policy(): string {
    return `log ${vkeyText(this.key.verifier)}\nwitness W ${vkeyText(this.witness.verifier)}\nquorum W\n`;
  }

  /** Appends the next version of a stream. @param personal JSON pointers */
  add(
    stream: string,
    data: object,
    personal: readonly string[] = [],
    more: Partial<Core> = {},
    src = 'career',
  ): void {
    const versions = this.streams.get(stream) ?? [];
    const committed = commit(data, personal);
    const ver = versions.length + 1;
    const core: Core = {
      ...{ id: `${stream}/${ver}`, type: 'asn.career.ThingHappened.v1', stream, ver },
      ...{ at: '2027-01-12T02:00:00.000Z', prev: versions.at(-1)?.hash.toString('base64url') ?? null },
      ...{ policy: null, cause: null, data: committed.commitment, ...more },
    };
    const text = coreText(core);
    const [index, hash] = [this.leaves.length, eventHash(text)];
    const leaf = leafText(text, index + 1, src);
    this.leaves.push(leaf);
    this.hashes.push(leafHash(leaf));
    const { data: clear, opening } = committed;
    this.streams.set(stream, [...versions, { index, hash, data: clear, opening }]);
    this.map.set({ stream, ver, eventHash: hash, index });
  }

  /** Appends a heads leaf, on which histories rest from here on. @param change what it shall say instead */
  seal(change: Record<string, unknown> = {}): void {
    const [index, map] = [this.leaves.length, this.map.snapshot()];
    const root = map.root().toString('base64url');
    const heads = { alg: 'heads/v1', upto: index, streams: map.streams, root };
    this.sealed = { index, map };
    this.add('audit-heads', {}, [], { heads: { ...heads, ...change } }, 'audit');
  }

  /** The head of so many entries, signed; cosigned too unless `witnessed` is false. */
  checkpoint(size = this.leaves.length, witnessed = true): string {
    const head = { origin: this.key.verifier.name, size, root: treeRoot(this.hashes.slice(0, size)) };
    return signCheckpoint(head, this.key) + (witnessed ? cosign(head, this.witness, 5) : '');
  }

  /** Of what is there now. */
  history(stream: string, witnessed = true): AsnHistory {
    if (!this.sealed) throw new Error('not sealed');
    const { index, map } = this.sealed;
    const before = GrowingTree.empty();
    before.append(this.hashes.slice(0, index));
    const { bucket, siblings } = map.prove(stream);
    return {
      ...{ format: 'asn-history/v1', stream, checkpoint: this.checkpoint(undefined, witnessed) },
      events: (this.streams.get(stream) ?? []).map((event) => ({
        ...{ index: event.index, leaf: this.leaves[event.index], path: url(this.path(event.index)) },
        fields: disclose(event.data, event.opening),
      })),
      heads: {
        ...{ index, leaf: this.leaves[index], path: url(this.path(index)) },
        ...{ bucket: url(bucket), siblings: url(siblings) },
      },
      tail: { frontier: url(before.frontier()), leaves: this.leaves.slice(index) },
    };
  }

  /** The C2SP tlog-proof of an entry. */
  proof(index: number): string {
    return tlogProofText({ index, path: this.path(index), checkpoint: this.checkpoint() });
  }

  /** Of the row of a participant in a list that is version 1 of its stream. */
  receipt(stream: string, number: string): AsnReceipt {
    const [{ index, data, opening }] = this.streams.get(stream) ?? [];
    const fields = disclose(data, opening);
    const at = (holds: (pointer: string) => boolean): number[] =>
      [...fields.keys()].filter((i) => isShown(fields[i]) && holds((fields[i] as { p: string }).p));
    const [row] = at((pointer) => pointer === `/r/${number}`);
    return {
      ...{ format: 'asn-receipt/v1', leaf: this.leaves[index], proof: this.proof(index) },
      row: proveField(fields, row),
      fields: at((pointer) => !pointer.startsWith('/r/')).map((i) => proveField(fields, i)),
      vkeys: { log: vkeyText(this.key.verifier), witnesses: [vkeyText(this.witness.verifier)] },
    };
  }

  /** As `/verify/consistency` answers. */
  consistency(from: number, to: number): object {
    const head = (size: number) => ({
      size,
      root: treeRoot(this.hashes.slice(0, size)).toString('base64'),
    });
    const proof = consistencyProof(from, to, this.node).map((hash) => hash.toString('base64'));
    return { from: head(from), to: head(to), proof, checkpoint: this.checkpoint() };
  }

  private path(index: number): Buffer[] {
    return inclusionPath(index, this.leaves.length, this.node);
  }

  private readonly node: NodeHashes = ({ height, index }) =>
    treeRoot(this.hashes.slice(index * 2 ** height, (index + 1) * 2 ** height));
}

const isShown = (field: DisclosedField): boolean => 'p' in field;
