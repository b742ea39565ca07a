import { citizenContracts, type ServiceDelivered } from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';

export interface ServiceEventRow {
  readonly serviceEventId: string;
  readonly unitId: string;
  readonly servedOn: string;
  readonly waitingMinutes: number;
  readonly serviceMinutes: number;
}

/** How long people waited, for the charts of units. */
export const serviceEvents = projection<ServiceDelivered, ServiceEventRow>()({
  table: 'service_event',
  source: citizenContracts,
  key: ({ data }) => data.serviceEventId,
  opens: {
    ServiceDelivered: ({ data: { serviceEventId, unitId, servedOn, waitingMinutes, serviceMinutes } }) => ({
      ...{ serviceEventId, unitId, servedOn, waitingMinutes, serviceMinutes },
    }),
  },
});
