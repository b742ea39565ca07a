import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { cosignaturesOf, type Receipt, verifyLinkOf } from './verify-link';

const leaf = JSON.stringify({ core: { stream: 'result-rows-1' } });
const receipt: Receipt = {
  leaf,
  proof:
    'c2sp.org/tlog-proof@v1\nindex 4394\nAAAA\n\njejak.localhost/log\n8736\nBBBB\n\n— jejak.localhost/log CCCC\n— witness-1 DDDD\n',
  row: { p: '/r/9389150378', v: '2,2,100' },
};

describe('the link by which a row is verified', () => {
  it('names the list, the row, its place in the log, and the hash of its leaf', async () => {
    const link = await verifyLinkOf(receipt);
    const [stream, row, index, hash] = JSON.parse(
      Buffer.from(link.replace('/v#', ''), 'base64url').toString(),
    ) as unknown[];
    expect([stream, row, index]).toEqual(['result-rows-1', '9389150378', 4394]);
    // RFC 6962: a leaf is hashed behind a zero byte.
    const expected = createHash('sha256')
      .update(Buffer.from([0]))
      .update(leaf)
      .digest('base64url');
    expect(hash).toBe(expected);
  });

  it('is made of nothing but a receipt', async () => {
    await expect(verifyLinkOf({ ...receipt, proof: 'no proof' })).rejects.toThrow('no receipt');
    await expect(verifyLinkOf({ ...receipt, row: { p: '/cutOff', v: '1' } })).rejects.toThrow('no receipt');
  });

  it('counts those who signed besides the log', () => expect(cosignaturesOf(receipt)).toBe(1));
});
