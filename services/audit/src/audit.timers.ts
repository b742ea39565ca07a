import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { inspectionClocks } from './inspection/inspection.timers';
import { Inspections } from './inspection/inspections';

/** The sets of timers of this service. */
export const auditTimers = [inspectionClocks];

@Injectable()
export class AuditTimers implements TimerCommands {
  constructor(private readonly inspections: Inspections) {}

  fire(timer: DueTimer): Promise<Appended> {
    return this.inspections.fire(timer);
  }
}
