import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { deadlineTimers, employmentEnds } from './deadline/deadline-watch.timers';
import { Deadlines } from './deadline/deadlines';

/** The sets of timers of this service. */
export const notificationTimers = [deadlineTimers, employmentEnds];

/** Gives the commands that the passing of time gives. */
@Injectable()
export class NotificationTimers implements TimerCommands {
  constructor(private readonly deadlines: Deadlines) {}

  fire(timer: DueTimer): Promise<Appended | void> {
    return this.deadlines.fire(timer);
  }
}
