import { describe, expect, it } from '@jest/globals';
import { Malformed } from '@jejak/kernel';
import { cutOf, isWithin } from './as-of';

const promoted = { version: 3, index: 40, at: '2027-03-15T02:00:00.000Z', effective: '2027-04-01' };
const within = (asOf?: string, asKnownAt?: string) => isWithin(promoted, cutOf(asOf, asKnownAt));

describe('cutOf and isWithin', () => {
  it('takes everything in where nothing is asked', () => expect(within()).toBe(true));
  it.each([
    ['version:3', true],
    ['version:2', false],
    ['index:40', true],
    ['index:39', false],
  ])('cuts at %s', (asOf, expected) => expect(within(asOf)).toBe(expected));

  // Decided on 15 March, counts from 1 April: in the city that begins at 17:00 UTC of the day before.
  it.each([
    ['2027-03-31', false],
    ['2027-04-01', true],
    ['2027-03-31T16:59:59.999Z', false],
    ['2027-03-31T17:00:00.000Z', true],
    ['2027-04-01T00:00:00+07:00', true],
  ])('counts from its effective date: asOf time:%s', (time, expected) =>
    expect(within(`time:${time}`)).toBe(expected),
  );

  it.each([
    ['2027-03-14', false],
    ['2027-03-15', true],
    ['2027-03-15T01:59:59.999Z', false],
  ])('is known from when it was recorded: asKnownAt %s', (time, expected) =>
    expect(within(undefined, time)).toBe(expected),
  );

  it('asks both questions at once', () => {
    expect(within('time:2027-05-01', '2027-03-01')).toBe(false);
    expect(within('time:2027-03-20', '2027-03-20')).toBe(false);
    expect(within('time:2027-05-01', '2027-03-20')).toBe(true);
  });

  it('lets a fact without an effective time count from its recording', () =>
    expect(isWithin({ ...promoted, effective: null }, cutOf('time:2027-03-15', undefined))).toBe(true));

  it.each([
    '',
    'yesterday',
    'version:',
    'version:-1',
    'version:1.5',
    'index:x',
    'time:2027-02-30',
    'time:2027',
    'event:1',
    ':3',
  ])('refuses asOf=%s', (asOf) => {
    expect(() => cutOf(asOf, undefined)).toThrow(Malformed);
    expect(() => cutOf(asOf, undefined)).toThrow(expect.objectContaining({ detail: { field: 'asOf' } }));
  });
  it('refuses asKnownAt=tomorrow', () =>
    expect(() => cutOf(undefined, 'tomorrow')).toThrow(
      expect.objectContaining({ detail: { field: 'asKnownAt' } }),
    ));
});
