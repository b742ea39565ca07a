import { signBeat, signingKey, vkeyText } from '@jejak/ledger';
import { describe, expect, it } from '@jest/globals';
import type { Arrival } from './arrival';
import { isForgedBeat, parseSourceKeys } from './source-keys';

const key = signingKey('career', 'note', Buffer.alloc(32, 5));
const vkey = vkeyText(key.verifier);
const arrival = (type: string, data: object | null, src = 'career') =>
  ({ src, wire: { core: { type: `asn.${src}.${type}.v1` }, data } }) as unknown as Pick<
    Arrival,
    'wire' | 'src'
  >;
const beat = { pos: 7, streams: 3 };
const signed = { ...beat, signature: signBeat({ src: 'career', ...beat }, key) };

describe('keys of services', () => {
  it('are read line by line', () => {
    const keys = parseSourceKeys(`# of this city\n\ncareer ${vkey}\n`);
    expect([...keys.keys()]).toEqual(['career']);
    expect(parseSourceKeys('').size).toBe(0);
  });
  it.each([
    ['career', 'line 1: a line is'],
    [`\npolicy ${vkey}`, 'line 2: the key is that of career'],
    [`career ${vkey}\ncareer ${vkey}`, 'line 2: career stands twice'],
    ['career x+y+z', 'line 1:'],
  ])('%j is refused', (text, message) => expect(() => parseSourceKeys(text)).toThrow(message));
});

describe('a heartbeat', () => {
  const keys = parseSourceKeys(`career ${vkey}`);
  it('is that of its service where its own key signed it', () =>
    expect(isForgedBeat(arrival('Heartbeat', signed), keys)).toBe(false));
  it.each([
    ['unsigned', beat],
    ['of another number', { ...signed, pos: 8 }],
    ['without a number', { signature: signed.signature }],
    ['without a payload', null],
  ])('is forged %s', (_, data) => expect(isForgedBeat(arrival('Heartbeat', data), keys)).toBe(true));
  it('is not asked of services without a known key, nor of other facts', () => {
    expect(isForgedBeat(arrival('Heartbeat', beat, 'policy'), keys)).toBe(false);
    expect(isForgedBeat(arrival('UnitCreated', beat), keys)).toBe(false);
  });
});
