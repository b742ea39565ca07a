import { EventStore } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { application } from '../application/application.decider';

/** Who competes for a vacancy, and so judges nobody for it, under whatever role. @source domain.md 1 */
@Injectable()
export class Competitors {
  constructor(private readonly store: EventStore) {}

  /** Those of `people` who have applied for the vacancy: one application a person and year, so its stream tells. */
  async among(people: readonly string[], vacancyId: string, year: number): Promise<string[]> {
    const competing: string[] = [];
    for (const person of people) {
      const stream = streamOf('application', naturalId('application', person, String(year)));
      const { state } = await this.store.state(application, stream);
      if ('submitted' in state && state.submitted.vacancyId === vacancyId) competing.push(person);
    }
    return competing;
  }
}
