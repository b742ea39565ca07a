import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { AdoptionCounts } from './adoption-counts';
import { type Adoption, adoption, type AdoptionCommand, type AdoptionGiven } from './adoption.decider';

/** @param quarter its first day, a legal date */
export const adoptionIdOf = (unitId: string, quarter: string): string =>
  naturalId('adoption', unitId, quarter);
export const adoptionStream = (adoptionId: string): string => streamOf('adoption', adoptionId);

/** Gives commands to the indices of units and quarters, with what they read. */
@Injectable()
export class Adoptions {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly counts: AdoptionCounts,
  ) {}

  execute(adoptionId: string, command: AdoptionCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(adoption, adoptionStream(adoptionId), command, context, this.of(command));
  }

  /** The index as it was last computed; null where it was not. */
  async computed(unitId: string, quarter: string): Promise<Adoption['computed']> {
    const { state } = await this.store.state(adoption, adoptionStream(adoptionIdOf(unitId, quarter)));
    return state.computed;
  }

  private of(command: AdoptionCommand): Gather<Adoption, AdoptionGiven> {
    return async ({ computed }, now) => {
      const today = await this.rulebook.today(now);
      const unitId = command.type === 'ComputeAdoption' ? command.unitId : computed?.unitId;
      const quarter = command.type === 'ComputeAdoption' ? command.quarter : computed?.quarter;
      const rules = quarter === undefined ? today.rules : await this.rulebook.governing(quarter, today);
      const known = await this.db.query<object[]>('select from rm.unit_chart where unit_id = $1', [
        unitId ?? null,
      ]);
      return {
        given: {
          ...{ rules, unitKnown: known.length > 0, date: today.date },
          counted:
            command.type === 'ComputeAdoption'
              ? await this.counts.of(command.unitId, command.quarter, today.calendar)
              : null,
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.other@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
      };
    };
  }
}
