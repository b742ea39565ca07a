import { describe, expect, it } from '@jest/globals';
import { isBeatSignedBy, signBeat } from './heartbeat';
import { signingKey } from './note/signing-key';

const key = signingKey('performance', 'note', Buffer.alloc(32, 3));
const other = signingKey('performance', 'note', Buffer.alloc(32, 4));
const beat = { src: 'performance', pos: 128, streams: 17 };

describe('a heartbeat', () => {
  const signature = signBeat(beat, key);
  it('is signed by the key of its service', () => {
    expect(isBeatSignedBy(beat, signature, key.verifier)).toBe(true);
    expect(signBeat(beat, key)).toBe(signature);
  });
  it.each([
    ['another key', beat, signBeat(beat, other)],
    ['another number', { ...beat, pos: 129 }, signature],
    ['other streams', { ...beat, streams: 16 }, signature],
    ['another service', { ...beat, src: 'career' }, signature],
    ['no signature', beat, undefined],
    ['something else', beat, 'x'.repeat(86)],
    ['too little', beat, signature.slice(1)],
  ])('is not with %s', (_, said, signed) => expect(isBeatSignedBy(said, signed, key.verifier)).toBe(false));
});
