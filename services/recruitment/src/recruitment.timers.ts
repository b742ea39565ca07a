import type { Appended } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { objectionAnswers, ObjectionTimers } from './objection/objection.timers';
import { RegistrationTimers } from './vacancy/registration.timers';

/** Gives every timer of this service to those who know its command, by the set it belongs to. */
@Injectable()
export class RecruitmentTimers implements TimerCommands {
  constructor(
    private readonly registration: RegistrationTimers,
    private readonly objections: ObjectionTimers,
  ) {}

  fire(timer: DueTimer): Promise<Appended | void> {
    return timer.name === objectionAnswers.name ? this.objections.fire(timer) : this.registration.fire(timer);
  }
}
