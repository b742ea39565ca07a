import { indicatorDefined } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { catalogueEntry, type DefineIndicator } from './catalogue.decider';
import { SHIPPED } from './shipped';

const { given } = specFor(catalogueEntry);
const [{ indicatorId, ...template }] = SHIPPED;
const define: DefineIndicator = { type: 'DefineIndicator', indicatorId, template, shipped: false };
const now = { now: '2026-01-01T00:00:00.000Z' };
const first = indicatorDefined({ indicatorId, version: 1, template });

describe('the catalogue', () => {
  it('has an indicator, and each change of it, as a version', () => {
    given().when(define, now).thenRecords(first);
    given(first)
      .when(define, now)
      .thenRecords(indicatorDefined({ indicatorId, version: 2, template }));
  });
  it('ships what is not there, and leaves what the city defined', () =>
    given(first)
      .when({ ...define, shipped: true }, now)
      .thenRecords());
  it('refuses what nobody can measure', () => {
    given()
      .when({ ...define, template: { ...template, unit: ' ' } }, now)
      .thenRefuses('NOT_MEASURABLE');
    given()
      .when({ ...define, template: { ...template, sourceName: '' } }, now)
      .thenRefuses('NOT_MEASURABLE');
  });
  /** Table 5.2, row by row: what each role is measured by, and in which direction. */
  it('ships the table of 5.2', () => {
    const rows = SHIPPED.reduce<Record<string, string[]>>((found, { role, direction, indicatorId: id }) => {
      (found[role] ??= []).push(`${id} ${direction}`);
      return found;
    }, {});
    expect(rows).toEqual({
      HEALTH_IMMUNISATION: ['IMUN-COVERAGE HIGHER', 'IMUN-WAIT LOWER', 'IMUN-COMPLAINT LOWER'],
      EDUCATION_TEACHER: ['TEACH-QUALITY HIGHER', 'TEACH-GAIN HIGHER', 'TEACH-ATTENDANCE HIGHER'],
      PTSP_PERMITS: ['PTSP-FASTER HIGHER', 'PTSP-DAYS LOWER', 'PTSP-FIRST-TIME HIGHER'],
      ADMINISTRATION: ['ADMIN-FILE-TIME LOWER', 'ADMIN-IKM HIGHER', 'ADMIN-ACCURACY HIGHER'],
      TRANSPORT: ['TRANSPORT-INSPECTED HIGHER', 'TRANSPORT-ROUTES HIGHER', 'TRANSPORT-ENGAGEMENT HIGHER'],
      AGENCY_HEAD: ['HEAD-SERVICE-TIME LOWER', 'HEAD-IKM HIGHER', 'HEAD-FOLLOW-UP HIGHER'],
      SUPERVISOR: ['SUP-FEEDBACK HIGHER', 'SUP-ON-TIME HIGHER', 'SUP-OBSTACLES HIGHER'],
    });
  });
});
