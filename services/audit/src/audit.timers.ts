import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { breachClocks } from './breach/breach.timers';
import { Breaches } from './breach/breaches';
import { inspectionClocks } from './inspection/inspection.timers';
import { Inspections } from './inspection/inspections';
import { PrivacyFiles } from './privacy/privacy-files';
import { dataRequestClocks } from './privacy/privacy.timers';

/** The sets of timers of this service. */
export const auditTimers = [inspectionClocks, dataRequestClocks, breachClocks];

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class AuditTimers implements TimerCommands {
  constructor(
    private readonly inspections: Inspections,
    private readonly privacy: PrivacyFiles,
    private readonly breaches: Breaches,
  ) {}

  fire(timer: DueTimer): Promise<Appended> {
    if (timer.name === dataRequestClocks.name) return this.privacy.fire(timer);
    return timer.name === breachClocks.name ? this.breaches.fire(timer) : this.inspections.fire(timer);
  }
}
