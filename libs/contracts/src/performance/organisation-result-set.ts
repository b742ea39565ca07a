import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { ORGANISATION_PREDICATES } from './ratings';

/**
 * The level above has set what a unit achieved in a year: the work-result rating of its head.
 * Stream `organisation-result-<naturalId('organisation-result', unitId, year)>`.
 * @source PermenPANRB 6/2022
 */
export const organisationResultSet = defineEvent({
  type: 'OrganisationResultSet',
  version: 1,
  data: Type.Object({
    unitId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    predicate: OneOf(ORGANISATION_PREDICATES),
    setBy: Uuid,
    /** On what it rests, in words. */
    basis: Personal(FreeText),
  }),
});
export type OrganisationResultSet = EventOf<typeof organisationResultSet>;
