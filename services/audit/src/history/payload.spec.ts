import { commit, type Core } from '@jejak/ledger';
import { describe, expect, it } from '@jest/globals';
import type { LoggedEvent } from './logged-event';
import { payloadOf } from './payload';

/** Whose personal field `/value` is sealed, and opens as "82". */
const sealed = (type: string): LoggedEvent => {
  const { opening } = commit({ panelist: 'p', value: '82' }, ['/value']);
  return {
    core: { type, subject: 'p_one' } as unknown as Core,
    ...{ data: { panelist: 'p' }, opening, personal: Buffer.from('sealed'), eventHash: Buffer.alloc(32) },
  } as unknown as LoggedEvent;
};
const keys = { open: () => Promise.resolve(JSON.stringify({ '/value': ['salt', '82'] })) };

describe('the payload of an event', () => {
  it('is opened for who may see personal fields', async () => {
    const { data, personal } = await payloadOf(sealed('asn.recruitment.ObjectionFiled.v1'), keys);
    expect([data.value, personal]).toEqual(['82', null]);
  });
  it('is closed to others', async () => {
    const { data, personal } = await payloadOf(sealed('asn.recruitment.ObjectionFiled.v1'), null);
    expect([data.value, personal]).toEqual([undefined, 'redacted']);
  });
  it('stays closed to everybody where it is a sealed score', async () => {
    const { data, personal } = await payloadOf(sealed('asn.recruitment.PanelScoreSealed.v1'), keys);
    expect([data.value, personal]).toEqual(['redacted', 'redacted']);
  });
});
