import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { objectionAnswers, ObjectionTimers } from './objection/objection.timers';
import { applicantRetention, RetentionTimers } from './retention/retention.timers';
import { RegistrationTimers } from './vacancy/registration.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class RecruitmentTimers implements TimerCommands {
  constructor(
    private readonly registration: RegistrationTimers,
    private readonly objections: ObjectionTimers,
    private readonly retention: RetentionTimers,
  ) {}

  fire(timer: DueTimer): Promise<Appended | void> {
    switch (timer.name) {
      case objectionAnswers.name:
        return this.objections.fire(timer);
      case applicantRetention.name:
        return this.retention.fire(timer);
      default:
        return this.registration.fire(timer);
    }
  }
}
