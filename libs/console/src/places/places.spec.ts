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
  const ROLES = [
    ...(['public', 'applicant', 'employee', 'supervisor', 'hr_admin', 'committee'] as const),
    ...(['leadership', 'inspector', 'operator'] as const),
  ];

  it.each([
    ['public', '/lowongan'],
    ['applicant', '/lamaran'],
    ['employee', '/beranda'],
    ['supervisor', '/tim'],
    ['hr_admin', '/hr/siklus'],
    ['committee', '/panel'],
    ['leadership', '/pimpinan/unit'],
    ['inspector', '/i/cari'],
    ['operator', '/ops'],
  ] as const)('begins for %s with %s', (role, home) => expect(homeOf(role)).toBe(home));

  it.each(ROLES)('has at most seven entries for %s, each with a letter of its own', (role) => {
    const keys = listedFor(role).map(({ key }) => key);
    expect(keys.length).toBeLessThanOrEqual(7);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(ROLES)('lists no place to %s where they may not go', (role) => {
    for (const { roles } of listedFor(role)) expect(roles === undefined || roles.includes(role)).toBe(true);
  });
});
