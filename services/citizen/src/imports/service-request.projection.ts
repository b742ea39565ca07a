import {
  citizenContracts,
  type ServiceRequestImported,
  type ServiceRequestsMeasured,
} from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';

export interface ServiceRequestRow {
  readonly requestId: string;
  readonly unitCode: string;
  readonly unitId: string | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export const serviceRequests = projection<ServiceRequestImported, ServiceRequestRow>()({
  table: 'service_request',
  source: citizenContracts,
  key: ({ data }) => data.requestId,
  opens: {
    ServiceRequestImported: ({ data: { requestId, unitCode, unitId, openedOn, closedOn } }) => ({
      ...{ requestId, unitCode, unitId, openedOn, closedOn },
    }),
  },
});

export interface ServiceMonthRow {
  readonly unitCode: string;
  readonly fromDate: string;
  readonly unitId: string | null;
  readonly cases: number;
  readonly open: number;
  readonly medianDays: string | null;
  readonly shareWithin: string;
}

export const serviceMonths = projection<ServiceRequestsMeasured, ServiceMonthRow>()({
  table: 'service_month',
  source: citizenContracts,
  key: ({ data: { unitCode, from } }) => [unitCode, from],
  opens: {
    ServiceRequestsMeasured: ({ data }) => ({
      ...{
        unitCode: data.unitCode,
        fromDate: data.from,
        unitId: data.unitId,
        cases: data.cases,
        open: data.open,
      },
      ...{ medianDays: data.medianDays, shareWithin: data.shareWithin },
    }),
  },
});
