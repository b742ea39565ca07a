import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { inspectionClocks } from './inspection/inspection.timers';
import { Inspections } from './inspection/inspections';
import { PrivacyFiles } from './privacy/privacy-files';
import { dataRequestClocks } from './privacy/privacy.timers';

/** The sets of timers of this service. */
export const auditTimers = [inspectionClocks, dataRequestClocks];

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class AuditTimers implements TimerCommands {
  constructor(
    private readonly inspections: Inspections,
    private readonly privacy: PrivacyFiles,
  ) {}

  fire(timer: DueTimer): Promise<Appended> {
    return timer.name === dataRequestClocks.name ? this.privacy.fire(timer) : this.inspections.fire(timer);
  }
}
