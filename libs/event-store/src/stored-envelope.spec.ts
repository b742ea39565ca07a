import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './reading';
import { StoredEnvelope } from './stored-envelope';

const ID = '01931f00-aaaa-7000-8000-000000000001';
const core = {
  ...{
    actor: 'p_abcdefghijklmnopqrstuv',
    at: '2026-11-28T21:50:00.000Z',
    cause: ID,
    corr: ID,
    data: null,
    id: ID,
  },
  ...{ policies: ['perf.result@1'], policy: 'perf.result@1', prev: null, role: 'supervisor' },
  ...{ stream: 'plan-1', type: 'asn.performance.PlanAgreed.v2', ver: 1 },
};
const stored = (said: object): StoredEvent => ({
  ...{ stream: 'plan-1', version: 1, type: 'asn.performance.PlanAgreed.v2', data: {} },
  ...{ core: JSON.stringify(said), hash: Buffer.alloc(32, 1), opening: null, personal: null },
});

describe('the envelope of a stored event', () => {
  it('says all that the core says', () => {
    const envelope = new StoredEnvelope(stored(core), 'performance');
    expect(JSON.parse(JSON.stringify(envelope))).toEqual({
      ...{ id: ID, eventType: core.type, source: 'performance', stream: 'plan-1', version: 1, at: core.at },
      ...{ actor: core.actor, role: 'supervisor', policy: 'perf.result@1', policies: ['perf.result@1'] },
      ...{ correlation: ID, cause: ID, hash: Buffer.alloc(32, 1).toString('base64url') },
    });
  });

  it('names the service where nobody acted, and the event where nothing led to it', () => {
    const { actor: _, corr: __, policies: ___, ...automatic } = core;
    const { actor, correlation, policies } = new StoredEnvelope(stored(automatic), 'performance');
    expect({ actor, correlation, policies }).toEqual({ actor: 'performance', correlation: ID, policies: [] });
  });

  it('knows its place without the core', () => {
    const unread: StoredEvent = Object.defineProperty(stored(core), 'core', {
      get: () => {
        throw new Error('the core was read');
      },
    });
    const envelope = new StoredEnvelope(unread, 'performance');
    const { stream, version, eventType, source } = envelope;
    expect([stream, version, eventType, source]).toEqual(['plan-1', 1, core.type, 'performance']);
    expect(() => envelope.at).toThrow('the core was read');
  });
});
