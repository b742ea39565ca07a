import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  commit,
  type Core,
  coreText,
  cosign,
  disclose,
  eventHash,
  HeadsMap,
  leafHash,
  leafText,
  nodeHash,
  proveField,
  signCheckpoint,
  signingKey,
  tlogProofText,
  vkeyText,
} from '@jejak/ledger';
import { CommandFailed } from './exit';
import { verifyFile } from './verify';

const folder = mkdtempSync(join(tmpdir(), 'jejak-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const key = signingKey('log.example/1', 'note', Buffer.alloc(32, 1));
const witness = signingKey('w.example', 'cosignature', Buffer.alloc(32, 2));
const policy = put(
  'policy.txt',
  `log ${vkeyText(key.verifier)}\nwitness W ${vkeyText(witness.verifier)}\nquorum W\n`,
);

// A log of two leaves: a published list, and the heads leaf behind it.
const stream = 'stage-0198c1a2-0000-7000-8000-000000000001';
const list = commit({ quota: 4, r: { 'P-1': '1;91.25;PASSED', 'P-2': '2;60.00;FAILED' } }, []);
const common = { ver: 1, prev: null, at: '2027-01-12T02:00:00.000Z', policy: null, cause: null } as const;
const published: Core = {
  ...{ ...common, id: 'x', type: 'asn.recruitment.StageResultPublished.v1', stream },
  ...{ actor: 'p_committee', role: 'committee', reason: 'initial', data: list.commitment },
};
const leaf = leafText(coreText(published), 1, 'recruitment');
const map = HeadsMap.empty();
map.set({ stream, ver: 1, eventHash: eventHash(coreText(published)), index: 0 });
const heads = { alg: 'heads/v1', upto: 1, streams: 1, root: map.root().toString('base64url') };
const sealed: Core = {
  ...common,
  id: 'y',
  type: 'asn.audit.HeadsSealed.v1',
  stream: 'audit-heads',
  data: null,
  heads,
};
const headsLeaf = leafText(coreText(sealed), 1, 'audit');
const head = { origin: 'log.example/1', size: 2, root: nodeHash(leafHash(leaf), leafHash(headsLeaf)) };
const checkpoint = signCheckpoint(head, key) + cosign(head, witness, 1_800_000_000);

const text = (hash: Buffer): string => hash.toString('base64url');
const fields = disclose(list.data, list.opening);
const { bucket, siblings } = map.prove(stream);
const history = {
  ...{ format: 'asn-history/v1', stream, checkpoint },
  events: [{ index: 0, leaf, path: [text(leafHash(headsLeaf))], fields }],
  heads: {
    ...{ index: 1, leaf: headsLeaf, path: [text(leafHash(leaf))] },
    ...{ bucket: bucket.map(text), siblings: siblings.map(text) },
  },
  tail: { frontier: [text(leafHash(leaf))], leaves: [headsLeaf] },
};
const proof = tlogProofText({ index: 0, path: [leafHash(headsLeaf)], checkpoint });
const receipt = {
  ...{ format: 'asn-receipt/v1', leaf, proof, row: proveField(fields, 1), fields: [proveField(fields, 0)] },
  vkeys: { log: vkeyText(key.verifier), witnesses: [vkeyText(witness.verifier)] },
};

describe('jejak verify', () => {
  it('says what a history proves, and what it does not', () => {
    const verdict = verifyFile(put('history.json', JSON.stringify(history)), policy);
    expect(verdict.valid).toBe(true);
    expect(verdict.text.split('\n')).toEqual([
      'log          log.example/1',
      `checkpoint   size 2  root ${head.root.toString('base64')}`,
      '             signed by the log, cosigned 1 of 1',
      '             w.example 2027-01-15T08:00:00Z',
      `stream       ${stream}  versions 1–1, complete as of this checkpoint`,
      '    1  #0  2027-01-12 09:00 WIB  StageResultPublished  p_committee  committee  –  3 fields shown, reason initial',
      'checked      2 inclusions, 0 chain links, 1 payload, 1 head map, 1 frontier; 0 failed',
      'VALID        (does not say that a decision is just; says that nothing was changed or left out)',
    ]);
    expect(verdict.json).toMatchObject({ valid: true, events: [{ index: 0, src: 'recruitment' }] });
  });

  it('says what a receipt proves', () => {
    const verdict = verifyFile(put('receipt.json', JSON.stringify(receipt)), policy);
    expect(verdict.valid).toBe(true);
    expect(verdict.text).toContain('row          P-1  1;91.25;PASSED\n             /quota = 4\n');
  });

  it('takes a tlog-proof beside its leaf', () => {
    const file = put('leaf.tlog-proof', proof);
    expect(verifyFile(file, policy, put('leaf.json', leaf))).toMatchObject({
      valid: true,
      json: { index: 0, size: 2 },
    });
    expect(verifyFile(file, policy, put('other.json', headsLeaf))).toMatchObject({ valid: false });
    expect(() => verifyFile(file, policy)).toThrow(CommandFailed);
  });

  it.each([
    [
      'a history without its event',
      { ...history, events: [] },
      'heads map: the log has version 1, which is left out',
    ],
    [
      'a changed field',
      { ...history, events: [{ ...history.events[0], fields: fields.slice(1) }] },
      'version 1: the fields',
    ],
    [
      'a changed row',
      { ...receipt, row: { ...receipt.row, v: '1;99.00;PASSED' } },
      'a field is not what the list',
    ],
    [
      'a checkpoint without its witness',
      { ...history, checkpoint: checkpoint.replace(/— w.*\n/, '') },
      '0 of 1 witnesses',
    ],
    [
      'a checkpoint of another root',
      { ...history, checkpoint: checkpoint.replace('\n2\n', '\n3\n') },
      'does not verify',
    ],
    ['no such file', [], 'not of the form'],
  ])('names the first broken link of %s', (_, file, broken) => {
    const verdict = verifyFile(put('broken.json', JSON.stringify(file)), policy);
    expect(verdict.valid).toBe(false);
    expect(verdict.text).toContain(`INVALID      `);
    expect(verdict.text).toContain(broken);
  });

  it('does not let a file write to the terminal', () => {
    const stealthy = { ...history, checkpoint: '', stream: '\u001b[2J' };
    const verdict = verifyFile(put('broken.json', JSON.stringify(stealthy)), policy);
    expect(verdict.text).not.toContain('\u001b');
    expect(verifyFile(put('broken.txt', 'no JSON'), policy).valid).toBe(false);
  });

  it('wants a file and a policy that can be read', () => {
    expect(() => verifyFile(join(folder, 'none'), policy)).toThrow(CommandFailed);
    expect(() => verifyFile(policy, join(folder, 'none'))).toThrow(CommandFailed);
    expect(() => verifyFile(policy, put('bad-policy.txt', 'trust me\n'))).toThrow('line 1');
  });
});
