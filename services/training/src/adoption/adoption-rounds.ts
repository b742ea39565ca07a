import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { DomainError, naturalId } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { type Adoption } from './adoption.decider';
import { adoptionRound, adoptionRoundStream } from './adoption-round.decider';
import { adoptionIdOf, Adoptions } from './adoptions';

/** Computes the index of every unit when a quarter is over. @source domain.md 6.3, resistance to change */
@Injectable()
export class AdoptionRounds {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly adoptions: Adoptions,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * Asked again after a failure, what was computed is computed once. Where a machine has handed in counts before, they stand.
   * @param quarter its first day
   */
  async hold(quarter: string, context: CommandContext): Promise<Appended> {
    const stream = adoptionRoundStream();
    const { state, version } = await this.store.state(adoptionRound, stream);
    if (state.held.includes(quarter)) return { stream, version, events: [] };
    const units = await this.db.query<{ id: string }[]>(
      'select unit_id as id from rm.unit_chart order by unit_id',
    );
    const indices: NonNullable<Adoption['computed']>[] = [];
    for (const { id } of units) indices.push(...(await this.indexOf(id, quarter, context)));
    const low = indices.filter((index) => index.low).length;
    const command = { type: 'HoldAdoptionRound', quarter, units: indices.length, low } as const;
    return this.store.execute(adoptionRound, stream, command, context, async (_, now) => {
      const today = await this.rulebook.today(now);
      const rules = await this.rulebook.governing(`${quarter.slice(0, 4)}-01-01`, today);
      return {
        given: { calendar: today.calendar, publicationDays: rules.other.publicationDays ?? null },
        policies: [...new Set([...today.refs, ...rules.refs])],
      };
    });
  }

  /** None of a unit in which nobody works, or of which nothing is counted. */
  private async indexOf(
    unitId: string,
    quarter: string,
    context: CommandContext,
  ): Promise<NonNullable<Adoption['computed']>[]> {
    const before = await this.adoptions.computed(unitId, quarter);
    if (before) return [before];
    const adoptionId = adoptionIdOf(unitId, quarter);
    const command = { type: 'ComputeAdoption', adoptionId, unitId, quarter } as const;
    const own = { ...context, commandId: naturalId(context.commandId, unitId) };
    try {
      await this.adoptions.execute(adoptionId, command, own);
    } catch (error) {
      if (saysNothing(error)) return [];
      throw error;
    }
    const computed = await this.adoptions.computed(unitId, quarter);
    return computed ? [computed] : [];
  }
}

const NOTHING = ['adoption.nobody', 'adoption.nothing-counted'];

const saysNothing = (error: unknown): boolean =>
  error instanceof DomainError && NOTHING.includes(error.detail.rule ?? '');
