import {
  type ServiceRequestImported,
  serviceRequestImported,
  type ServiceRequestsMeasured,
  serviceRequestsMeasured,
} from '@jejak/contracts/citizen';
import { Conflict, type Decider } from '@jejak/kernel';

type Said = ServiceRequestImported['data'];
export type ImportServiceRequest = { readonly type: 'ImportServiceRequest' } & Said;

/** What a register says of a case; where its unit stands in the chart by now is none of it. */
const saying = ({ unitId: _, flags: __, ...said }: Said): string =>
  JSON.stringify([said.case, said.unitCode, said.category, said.detail, said.openedOn, said.closedOn]);

/** A case that citizens opened with an office, as its register has it. @source domain.md 2.9 */
export const serviceRequest: Decider<ImportServiceRequest, ServiceRequestImported, Said | null> = {
  initial: null,
  decide: ({ type: _, ...said }, known) => {
    if (known === null) return [serviceRequestImported(said)];
    if (saying(known) === saying(said)) return [];
    throw new Conflict('IMPORT_MISMATCH', 'The case is recorded with other values.');
  },
  evolve: (_, { data }) => data,
};

type Measured = ServiceRequestsMeasured['data'];
export type MeasureServiceRequests = { readonly type: 'MeasureServiceRequests' } & Measured;

/** The cases of one unit and month; what has not changed is not said again. @source domain.md 2.9 */
export const serviceMonth: Decider<MeasureServiceRequests, ServiceRequestsMeasured, Measured | null> = {
  initial: null,
  decide: ({ type: _, ...measured }, known) =>
    known !== null && JSON.stringify(ordered(known)) === JSON.stringify(ordered(measured))
      ? []
      : [serviceRequestsMeasured(measured)],
  evolve: (_, { data }) => data,
};

const ordered = (measured: Measured): unknown[] => [
  ...[measured.unitCode, measured.unitId, measured.from, measured.to, measured.cases, measured.open],
  ...[measured.medianDays, measured.shareWithin, measured.withinDays],
];
