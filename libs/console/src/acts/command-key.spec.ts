import { describe, expect, it } from '@jest/globals';
import { newCommandKey } from './command-key';

describe('the id of a command', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    const key = newCommandKey(Date.parse('2027-02-05T02:41:00Z'));
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16)).toBe(
      Date.parse('2027-02-05T02:41:00Z'),
    );
  });

  it('is never the same', () => expect(newCommandKey(1)).not.toBe(newCommandKey(1)));
});
