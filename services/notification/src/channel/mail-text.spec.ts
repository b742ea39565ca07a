import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { evidenceOf } from './email';
import { isMailAddress } from './mail-text';
import { secretText, signatureOf } from './webhook';

describe('addresses', () => {
  it.each(['a@b.c', 'nama.depan+x@kota-contoh.go.id'])('%s is one', (text) =>
    expect(isMailAddress(text)).toBe(true),
  );
  it.each([
    ...[
      '',
      'a',
      'a@',
      '@b',
      'a b@c.d',
      'a@b c',
      'a@b\r\nRCPT TO:<x@y.z>',
      'a@b>',
      '<a@b.c>',
      'a@-b',
      'é@kota.example',
    ],
    ...['a@b.c\0', `${'a'.repeat(65)}@b.c`, `a@${'b'.repeat(254)}`],
  ])('%j is none', (text) => expect(isMailAddress(text)).toBe(false));
});

it('keeps of a relay’s answer what names nobody', () =>
  expect(evidenceOf('250-2.0.0 <warga@contoh.test> Ok:\t queued as 4F1A\r\n250 bye')).toBe(
    '250-2.0.0 Ok: queued as 4F1A 250 bye',
  ));

describe('a signature', () => {
  const secret = Buffer.alloc(32, 7);
  it('is of id, time and body, as Standard Webhooks has it', () => {
    const expected = createHmac('sha256', secret).update('msg_1.1674087231.{"a":1}').digest('base64');
    expect(signatureOf(secret, 'msg_1', 1674087231, '{"a":1}')).toBe(`v1,${expected}`);
  });
  it('can be checked by who got the secret', () => {
    const text = secretText(secret);
    expect(text).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(text.slice(6), 'base64')).toEqual(secret);
  });
});
