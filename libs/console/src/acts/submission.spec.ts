import { describe, expect, it } from '@jest/globals';
import { backToForm, begun, changed, faulty, onTop, overtaken, reviewed } from './submission';

const seen = { version: 7 };
const form = begun({ reason: '' }, seen);
let made = 0;
const newKey = (): string => `key ${++made}`;

describe('what is sent', () => {
  it('has its key when the review opens, not before', () => {
    expect(form.key).toBeNull();
    expect(reviewed(changed(form, { reason: 'Because' }), newKey)).toMatchObject({ stage: 'review' });
    expect(reviewed(form, newKey).key).not.toBeNull();
  });

  it('keeps its key while its words are the same', () => {
    const first = reviewed(form, newKey);
    expect(reviewed(backToForm(first), newKey).key).toBe(first.key);
  });

  it('is another command with other words', () => {
    const first = reviewed(form, newKey);
    expect(reviewed(changed(backToForm(first), { reason: 'Other' }), newKey).key).not.toBe(first.key);
  });

  it('keeps its words when they are wrong', () => {
    const wrong = faulty(changed(form, { reason: 'No' }), [{ field: 'reason', text: 'Too short' }]);
    expect(wrong).toMatchObject({ stage: 'form', values: { reason: 'No' }, faults: [{ field: 'reason' }] });
  });
});

describe('a conflict', () => {
  const sent = reviewed(changed(form, { reason: 'Because' }), newKey);
  const conflict = overtaken(sent, { version: 8 });

  it('shows what was seen, what is recorded, and what would be sent', () => {
    expect(conflict).toMatchObject({ stage: 'conflict', seen, now: { version: 8 } });
    expect(conflict.values).toEqual({ reason: 'Because' });
  });

  it('goes on, on top of what is recorded now, as another command', () => {
    const again = onTop(conflict);
    expect(again).toMatchObject({
      stage: 'form',
      seen: { version: 8 },
      values: { reason: 'Because' },
      key: null,
    });
    expect(reviewed(again, newKey).key).not.toBe(sent.key);
  });
});
