import {
  auditContracts,
  type FindingIssued,
  findingIssued,
  type InspectionClosed,
  inspectionClosed,
} from '@jejak/contracts/audit';
import { citizenContracts } from '@jejak/contracts/citizen';
import { eventTypeOf, naturalId, type Recorded, type StreamRef, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Complaints } from './complaints';
import { complaintOf, inspectedComplaints } from './inspected-complaints.projection';

// One name: the finding about a complaint comes before the end of its inspection, and is acted on before it.
const NAME = 'inspection-closes-complaint';
const SHOWN_MS = 5_000;

const refOf = ({ envelope: { stream, version: ver, hash } }: Recorded): StreamRef => ({ stream, ver, hash });

/** A complaint that the inspectorate has ends with what it finds about it, or with its inspection. @source domain.md 9.1, 10.2, 12 */
@Controller()
export class InspectionReaction {
  constructor(
    private readonly complaints: Complaints,
    private readonly projections: Projections,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(auditContracts.service, findingIssued), NAME)
  async found(@Payload() event: Recorded<FindingIssued>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { about, inspectionId, findingId, severity } = event.data;
    const complaintId = complaintOf(about);
    if (complaintId === null) return;
    await this.complaints.closeByInspection(
      complaintId,
      { inspectionId, finding: { findingId, severity } },
      refOf(event),
      reactionContext(event, NAME, citizenContracts.service, delivery),
    );
  }

  @Reaction(eventTypeOf(auditContracts.service, inspectionClosed), NAME)
  async over(@Payload() event: Recorded<InspectionClosed>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { inspectionId } = event.data;
    const { stream, version } = event.envelope;
    if (!(await this.projections.reached(inspectedComplaints, stream, version, SHOWN_MS)))
      throw new Unavailable('UNAVAILABLE', 'What the inspection looked at is not read yet.');
    const rows = await this.db.query<{ complaints: readonly string[] }[]>(
      'SELECT complaints FROM rm.inspected_complaints WHERE inspection_id = $1',
      [inspectionId],
    );
    const context = reactionContext(event, NAME, citizenContracts.service, delivery);
    for (const complaintId of rows.flatMap(({ complaints }) => complaints))
      await this.complaints.closeByInspection(complaintId, { inspectionId, finding: null }, refOf(event), {
        ...context,
        commandId: naturalId(context.commandId, complaintId),
      });
  }
}
