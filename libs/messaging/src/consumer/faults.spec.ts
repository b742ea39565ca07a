import { Conflict, RuleViolated, Unavailable } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { BrokerUnavailable } from '../broker';
import { causeOf, faultText, isPolicyMissing, isTransient, Overtaken } from './faults';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('isTransient', () => {
  it.each([
    '08006',
    '40001',
    '40P01',
    '53300',
    '55P03',
    '57P01',
    '57014',
    '25P03',
    'ECONNREFUSED',
    'EPIPE',
    'EMFILE',
  ])('says yes to %s', (code) => expect(isTransient(withCode(code))).toBe(true));

  it.each(['23505', '23514', '22P02', '42P01', 'ENOENT'])('says no to %s', (code) =>
    expect(isTransient(withCode(code))).toBe(false),
  );

  it('knows what has no code', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isTransient(new BrokerUnavailable('away'))).toBe(true);
    expect(isTransient(new Overtaken('somebody came between'))).toBe(true);
    expect(isTransient(new Unavailable('STORE_UNAVAILABLE', 'Not now.'))).toBe(true);
    expect(isTransient(new Conflict('CONCURRENCY_CONFLICT', 'Lost each race.'))).toBe(true);
  });

  it('looks through wrappers', () => {
    expect(isTransient(new Error('query failed', { cause: withCode('40P01') }))).toBe(true);
    expect(isTransient(new AggregateError([withCode('ECONNREFUSED')], 'no address answers'))).toBe(true);
  });

  it('takes a refusal by rule, a defect and what is no error for permanent', () => {
    expect(isTransient(new RuleViolated('POLICY_MISSING', 'None.'))).toBe(false);
    expect(isTransient(new Conflict('EVALUATION_EXISTS', 'It is there.'))).toBe(false);
    expect(isTransient(new TypeError('undefined is not a function'))).toBe(false);
    expect(isTransient('text')).toBe(false);
  });

  it('does not follow causes in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });
});

describe('isPolicyMissing', () => {
  it('is neither a fault outside nor a refusal for good', () => {
    const missing = new RuleViolated('POLICY_MISSING', 'None.');
    expect([isPolicyMissing(missing), isTransient(missing), causeOf(missing)]).toEqual([
      true,
      false,
      'policy',
    ]);
  });

  it('is no other refusal', () => {
    const other = new RuleViolated('RULE_VIOLATED', 'No.');
    expect([isPolicyMissing(other), causeOf(other)]).toEqual([false, 'handler']);
    expect([isPolicyMissing('POLICY_MISSING'), causeOf(null)]).toEqual([false, 'handler']);
  });
});

describe('faultText', () => {
  it('fits into a column of text', () => {
    expect(faultText(new RangeError('no\u0000 way'))).toBe('RangeError: no\uFFFD way');
    expect(faultText(new Error('x'.repeat(9_000)))).toHaveLength(2_000);
  });
});
