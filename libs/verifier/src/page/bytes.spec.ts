import { createPublicKey, generateKeyPairSync, hash as nodeHash, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Bytes } from './bytes';
import { createPublicKey as publicKey, hash, verify } from './web-crypto';

const octets = fc.uint8Array({ maxLength: 200 });
const encodings = fc.constantFrom(
  'utf8' as const,
  'latin1' as const,
  'base64' as const,
  'base64url' as const,
);

describe('bytes as browsers have them', () => {
  it('read a text as Node does', () =>
    fc.assert(
      fc.property(fc.oneof(fc.base64String(), fc.string()), encodings, (text, encoding) =>
        expect([...Bytes.from(text, encoding)]).toEqual([...Buffer.from(text, encoding)]),
      ),
    ));

  it('take every text for the one spelling of its bytes that Node takes for it', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), encodings, (text, encoding) =>
        expect(Bytes.from(text, encoding).toString(encoding) === text).toBe(
          Buffer.from(text, encoding).toString(encoding) === text,
        ),
      ),
    ));

  it('are written as Node does', () =>
    fc.assert(
      fc.property(octets, encodings, fc.nat(200), fc.nat(200), (bytes, encoding, start, end) =>
        expect(Bytes.from(bytes).toString(encoding, start, Math.max(start, end))).toBe(
          Buffer.from(bytes).toString(encoding, start, Math.max(start, end)),
        ),
      ),
    ));

  it('are compared and joined as Node does', () =>
    fc.assert(
      fc.property(octets, octets, (left, right) => {
        const [a, b] = [Bytes.from(left), Bytes.from(right)];
        expect(a.compare(b)).toBe(Buffer.from(left).compare(right));
        expect(a.equals(b)).toBe(Buffer.from(left).equals(right));
        expect([...Bytes.concat([a, b])]).toEqual([...Buffer.concat([left, right])]);
      }),
    ));

  it('hold numbers, and are parts of each other, as Node has it', () => {
    const both = [Bytes.alloc(20, 7), Buffer.alloc(20, 7)] as const;
    const read = both.map((bytes) => {
      bytes.writeUInt32BE(0xfedcba98, 1);
      bytes.writeBigUInt64BE(2n ** 53n + 1n, 8);
      const part = bytes.subarray(1, 18);
      part.copy(bytes, 2);
      bytes.write('\u00e9!', 0, 'latin1');
      return [
        ...[part.readUInt16BE(0), part.readUInt32BE(2), part.readBigUInt64BE(7)],
        ...[
          part.compare(bytes, 0, 4, 1, 5),
          bytes.toString('hex'),
          Object.getPrototypeOf(part) === Object.getPrototypeOf(bytes),
        ],
      ];
    });
    expect(read[0]).toEqual(read[1]);
  });
});

describe('what is checked in browsers', () => {
  it('hashes as Node does', () =>
    fc.assert(
      fc.property(fc.oneof(octets, fc.string({ unit: 'binary' })), (data) =>
        expect(hash('sha256', data)).toBe(nodeHash('sha256', data, 'binary')),
      ),
    ));

  it('takes a signature for what Node takes it, and no other', () => {
    const { privateKey, publicKey: key } = generateKeyPairSync('ed25519');
    const der = publicKey({ key: key.export({ format: 'der', type: 'spki' }) });
    const message = Buffer.from('a head');
    const signature = sign(null, message, privateKey);
    expect(verify(null, message, der, signature)).toBe(true);
    expect(verify(null, Buffer.from('another'), der, signature)).toBe(false);
    expect(verify(null, message, der, signature.subarray(1))).toBe(false);
    for (let i = 0; i < 64; i += 7) {
      const bent = Buffer.from(signature);
      bent[i] ^= 1;
      expect(verify(null, message, der, bent)).toBe(false);
    }
    const other = createPublicKey(generateKeyPairSync('ed25519').privateKey);
    const otherDer = publicKey({ key: other.export({ format: 'der', type: 'spki' }) });
    expect(verify(null, message, otherDer, signature)).toBe(false);
  });
});
