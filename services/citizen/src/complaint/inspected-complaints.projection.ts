import { auditContracts, type InspectionClosed, type InspectionOpened } from '@jejak/contracts/audit';
import { parseStream } from '@jejak/kernel';
import { projection } from '@jejak/projections';

/** The complaint that a stream is of; null: it is of something else. */
export const complaintOf = (stream: string | null): string | null => {
  const of = stream === null ? null : parseStream(stream);
  return of?.aggregate === 'complaint' ? of.id : null;
};

export interface InspectedComplaintsRow {
  readonly inspectionId: string;
  /** Those that the inspection names among its objects. */
  readonly complaints: readonly string[];
  readonly closed: boolean;
}

/** Which complaints an inspection looks at. @source domain.md 10.2 */
export const inspectedComplaints = projection<InspectionOpened | InspectionClosed, InspectedComplaintsRow>()({
  table: 'inspected_complaints',
  source: auditContracts,
  key: ({ data }) => data.inspectionId,
  opens: {
    InspectionOpened: ({ data: { inspectionId, scope } }) => ({
      ...{ inspectionId, closed: false },
      complaints: [...new Set(scope.objects.flatMap((stream) => complaintOf(stream) ?? []))].sort(),
    }),
  },
  on: { InspectionClosed: (row) => ({ ...row, closed: true }) },
});
