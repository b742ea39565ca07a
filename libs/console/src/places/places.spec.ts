import { describe, expect, it } from '@jest/globals';
import { homeOf, listedFor, placeAt } from './places';

describe('an address that a service names', () => {
  it('leads to the place that is there, with what it is about', () => {
    expect(placeAt('/app/kinerja', 'employee')).toBe('/kinerja');
    expect(placeAt('/app/kinerja/penilaian/b928', 'employee')).toBe('/kinerja/penilaian/b928');
  });

  it.each(['/app/skp/1', '/app/kinerja/penilaian/', '/kinerja', 'https://elsewhere.example/app/kinerja'])(
    'is no link where there is no such place: %s',
    (address) => expect(placeAt(address, 'employee')).toBeUndefined(),
  );

  it('is no link for a role that may not go there', () => {
    expect(placeAt('/app/tim', 'employee')).toBeUndefined();
    expect(placeAt('/app/tim', 'supervisor')).toBe('/tim');
  });
});

describe('the navigation', () => {
  it('has at most seven entries, and begins with the home of the role', () => {
    for (const role of ['inspector', 'employee', 'supervisor', 'hr_admin', 'applicant'] as const)
      expect(listedFor(role).length).toBeLessThanOrEqual(7);
    expect(homeOf('inspector')).toBe('/i/cari');
    expect(homeOf('supervisor')).toBe('/tim');
    expect(homeOf('employee')).toBe('/beranda');
    expect(homeOf('public')).toBe('/lowongan');
  });

  it('lists no place to a role that may not go there', () => {
    for (const role of ['inspector', 'employee', 'supervisor', 'applicant', 'public', 'operator'] as const)
      for (const { roles } of listedFor(role)) expect(roles === undefined || roles.includes(role)).toBe(true);
  });
});
