import { describe, expect, it } from '@jest/globals';
import { Malformed } from '@jejak/kernel';
import { typeFilter } from './search';

describe('typeFilter', () => {
  it.each([
    ['AnnualRated', 'AnnualRated', null],
    ['asn.performance.AnnualRated.v1', 'AnnualRated', 'asn.performance.AnnualRated.v1'],
    ['asn.performance.AnnualRated.*', 'AnnualRated', 'asn.performance.AnnualRated.%'],
    ['*.AnnualRated.v1', 'AnnualRated', '%.AnnualRated.v1'],
    ['*.AnnualRated', 'AnnualRated', '%.AnnualRated'],
    ['asn.performance.*', null, 'asn.performance.%'],
    ['*Rated*', null, '%Rated%'],
    ['asn.performance.*.v1', null, 'asn.performance.%.v1'],
  ])('reads %s', (type, name, like) => expect(typeFilter(type)).toEqual({ name, like }));

  it.each(['', "x'; --", 'a%b', 'a_b', 'x'.repeat(101)])('refuses %j', (type) =>
    expect(() => typeFilter(type)).toThrow(Malformed),
  );
});
