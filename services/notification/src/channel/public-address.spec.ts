import { describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './public-address';
import { isAllowedUrl } from './webhook';

describe('addresses that messages go to', () => {
  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.0.0.8',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.7',
    ],
    ...['203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '100::1', '2001:db8::1'],
    ...['2001::1', '2002:7f00:1::', 'fc00::1', 'fdff::1', 'fe80::1', 'fec0::1', 'ff02::1'],
    ...['localhost', '', '1.2.3'],
  ])('are not %s', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'may be %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});

describe('addresses that people may name', () => {
  it.each([
    ['https://agenda.kota.example/jejak', true],
    ['https://agenda.kota.example:8443/jejak?x=1', true],
    ['https://8.8.8.8/x', true],
    ['http://agenda.kota.example/jejak', false],
    ['ftp://agenda.kota.example/', false],
    ['https://user:secret@kota.example/', false],
    ['https://kota.example/#part', false],
    ['https://localhost/', false],
    ['https://printer.local/', false],
    ['https://127.0.0.1/', false],
    // Numbers that browsers and libraries read as 127.0.0.1.
    ['https://2130706433/', false],
    ['https://0x7f.1/', false],
    ['https://[::1]/', false],
    ['https://[::ffff:169.254.169.254]/', false],
    ['https://', false],
    ['kota.example', false],
    ['http://agenda.internal/x', true],
  ])('%s: %s', (url, allowed) => expect(isAllowedUrl(url, ['agenda.internal'])).toBe(allowed));
});
