import { describe, expect, it } from '@jest/globals';
import {
  type AsnReceipt,
  commit,
  type Core,
  coreText,
  disclose,
  inclusionPath,
  InvalidReceipt,
  leafHash,
  leafText,
  parsePolicy,
  proveField,
  signCheckpoint,
  signingKey,
  tlogProofText,
  treeRoot,
  verifyReceipt,
  vkeyText,
} from '../index';

const origin = 'log.example/1';
const logKey = signingKey(origin, 'note', Buffer.alloc(32, 1));
const policy = parsePolicy(`log ${vkeyText(logKey.verifier)}\nquorum none\n`);

const rows = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`P-${i}`, `${i};91.25;PASSED`]));
const list = commit({ formation: 'Perawat', quota: 4, cutOff: '70.00', r: rows }, []);
const core: Core = {
  ...{ id: 'x', type: 'asn.recruitment.StageResultPublished.v1', stream: 'stage-1', ver: 1, prev: null },
  ...{ at: '2027-01-12T02:00:00.000Z', policy: null, cause: null, data: list.commitment },
};
const leaf = leafText(coreText(core), 1, 'recruitment');
const hashes = [leafHash('before'), leafHash(leaf), leafHash('behind')];
const fields = disclose(list.data, list.opening);
const at = (pointer: string): number => fields.findIndex((field) => 'p' in field && field.p === pointer);
const path = inclusionPath(1, 3, ({ height, index }) =>
  treeRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height)),
);
const receipt: AsnReceipt = {
  ...{ format: 'asn-receipt/v1', leaf },
  proof: tlogProofText({
    index: 1,
    path,
    checkpoint: signCheckpoint({ origin, size: 3, root: treeRoot(hashes) }, logKey),
  }),
  row: proveField(fields, at('/r/P-345')),
  fields: ['/formation', '/quota', '/cutOff'].map((pointer) => proveField(fields, at(pointer))),
  vkeys: { log: vkeyText(logKey.verifier), witnesses: [] },
};

describe('a receipt', () => {
  it('shows one row of a list by ten hashes, and what is said of the whole list', () => {
    expect(receipt.row.path).toHaveLength(10);
    expect(verifyReceipt(JSON.parse(JSON.stringify(receipt)), policy)).toMatchObject({
      ...{ index: 1, checkpoint: { size: 3 }, row: { p: '/r/P-345', v: '345;91.25;PASSED' } },
      fields: [{ v: 'Perawat' }, { v: 4 }, { v: '70.00' }],
    });
  });
  it.each<[string, object]>([
    ['another value', { row: { ...receipt.row, v: '345;99.00;PASSED' } }],
    ['another place', { row: { ...receipt.row, i: receipt.row.i + 1 } }],
    ['another salt', { row: { ...receipt.row, s: 'A'.repeat(22) } }],
    ['a path that is cut', { row: { ...receipt.row, path: receipt.row.path.slice(1) } }],
    ['what is no row', { row: receipt.fields[0] }],
    ['no row', { row: null }],
    ['another cut-off', { fields: [{ ...receipt.fields[2], v: '60.00' }] }],
    ['another leaf', { leaf: leaf.replace('02:00', '03:00') }],
    ['another format', { format: 'asn-receipt/v2' }],
  ])('with %s does not hold', (_, change) =>
    expect(() => verifyReceipt({ ...receipt, ...change }, policy)).toThrow(InvalidReceipt),
  );
});
