import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import {
  contractsOf,
  defineEvent,
  eventTypeOf,
  FreeText,
  OneOf,
  parseEventType,
  Personal,
  Uuid,
} from './index';

const noted = defineEvent({
  type: 'Noted',
  version: 2,
  data: Type.Object({
    personId: Uuid,
    mood: OneOf(['GOOD', 'BAD']),
    text: Personal(FreeText),
    contact: Type.Object({ 'e/mail': Personal(Type.String()), verified: Type.Boolean() }),
  }),
  upcasters: { 1: (v1: object) => ({ ...v1, mood: 'GOOD' }) },
  status: 'NOTED',
});
const data = {
  personId: '01931f00-0000-7000-8000-000000000001',
  mood: 'BAD' as const,
  text: 'x',
  contact: { 'e/mail': 'a@b', verified: true },
};

describe('defineEvent', () => {
  it('makes events with their particulars', () =>
    expect(noted(data, { subject: data.personId })).toEqual({ type: 'Noted', data, subject: data.personId }));
  it('names its personal members as JSON pointers', () =>
    expect(noted.personal).toEqual(['/contact/e~1mail', '/text']));
  it('reads an older version in the current shape', () => {
    const { mood: _, ...v1 } = data;
    expect(noted.upcast(v1, 1)).toEqual({ ...data, mood: 'GOOD' });
    expect(noted.upcast(data, 2)).toBe(data);
    expect(() => noted.upcast(data, 3)).toThrow(RangeError);
  });
  it('refuses a hole in the chain of upcasters', () =>
    expect(() =>
      defineEvent({ type: 'Holed', version: 3, data: Type.Object({}), upcasters: { 1: (d) => d } }),
    ).toThrow('Holed v3 has no upcaster from version 2'));
  it('refuses a personal member that could not be taken out of the data', () => {
    const people = Type.Array(Type.Object({ name: Personal(Type.String()) }));
    const either = Type.Union([Type.Object({ name: Personal(Type.String()) }), Type.Object({})]);
    const twice = Personal(Type.Object({ name: Personal(Type.String()) }));
    for (const member of [people, either, twice])
      expect(() => defineEvent({ type: 'Leaky', version: 1, data: Type.Object({ member }) })).toThrow(
        'personal',
      );
  });
  it('says in public what the contract chooses', () => {
    const counted = defineEvent({
      type: 'Counted',
      version: 1,
      data: Type.Object({ pos: Type.Integer(), note: Personal(Type.String()) }),
      publicly: { as: 'heartbeat', of: ({ pos }) => ({ pos }) },
    });
    expect(counted.publicly?.as).toBe('heartbeat');
    expect(counted.publicly?.of({ pos: 3, note: 'x' })).toEqual({ pos: 3 });
  });
  it('says what is wrong with data', () => {
    expect(noted.faults(data)).toEqual([]);
    expect(noted.faults({ ...data, text: null })).toEqual([]);
    expect(noted.faults({ ...data, mood: 'FINE' })).toHaveLength(1);
    expect(noted.faults({ ...data, extra: 1 })).toHaveLength(1);
  });
});

describe('contractsOf', () => {
  it('refuses two contracts of one name', () =>
    expect(() => contractsOf('x', [noted, noted])).toThrow('twice'));
  it('names the full type', () => expect(eventTypeOf('performance', noted)).toBe('asn.performance.Noted.v2'));
  it('parses a full type', () => {
    expect(parseEventType('asn.performance.Noted.v2')).toEqual({
      service: 'performance',
      name: 'Noted',
      version: 2,
    });
    expect(parseEventType('asn.performance.noted.v2')).toBeNull();
    expect(parseEventType('asn.performance.Noted.v0')).toBeNull();
  });
});
