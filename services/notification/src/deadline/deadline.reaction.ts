import { eventTypeOf, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { caseSubjects } from '../people/case-subject.projection';
import { type CaseSubject, DEADLINE_TABLE, type DeadlineRule } from './deadline-table';
import { Deadlines, NOTIFICATION } from './deadlines';

const WATCHES = 'deadline-watches';
/** So long the read model of cases is awaited; then the event is tried again. */
const SEEN_MS = 5_000;

const ruleOf = new Map(DEADLINE_TABLE.map((rule) => [`${rule.service}.${rule.contract.type}`, rule]));
const WATCHED = DEADLINE_TABLE.map(({ service, contract }) => eventTypeOf(service, contract));

/** Starts, moves and ends the watch of a deadline with the facts of the services whose deadline it is. @source domain.md 11 */
@Controller()
export class DeadlineReaction {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  @EventPattern(WATCHED, { name: WATCHES })
  async heard(@Payload() event: Recorded, @Ctx() { delivery }: EventContext): Promise<void> {
    const rule = ruleOf.get(`${event.envelope.source}.${event.type}`);
    if (!rule) throw new Error(`no deadline follows from ${event.type}`);
    const context = reactionContext(event, WATCHES, NOTIFICATION, delivery);
    const subject = await this.subjectOf(rule, event);
    for (const change of rule.changes(event, subject)) await this.deadlines.change(change, event, context);
  }

  private async subjectOf({ needsSubject }: DeadlineRule, event: Recorded): Promise<CaseSubject | null> {
    if (!needsSubject) return null;
    const { stream } = event.envelope;
    const known = await this.known(stream);
    if (known) return known;
    // The fact that opened the case is the first of the same stream.
    await this.projections.reached(caseSubjects, stream, 1, SEEN_MS);
    const row = await this.known(stream);
    if (!row) throw new Unavailable('UNAVAILABLE', 'The case is not known here yet.');
    return row;
  }

  private async known(stream: string): Promise<CaseSubject | undefined> {
    const [row] = await this.db.query<CaseSubject[]>(
      'select person_id as "personId", unit_id as "unitId" from rm.case_subject where stream = $1',
      [stream],
    );
    return row;
  }
}
