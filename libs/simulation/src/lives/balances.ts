import { naturalId, streamOf } from '@jejak/kernel';
import { learningBalance } from '@jejak/training/life';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { Thing, type ThingOf } from '../engine/step';

/** A year's hours of one person. */
type Balance = ThingOf<typeof learningBalance>;

/** The hours of everybody in one year, from its first instant to its last. */
export class Balances {
  private readonly own = new Map<string, Balance>();

  of({ id }: Employee, year: number): Balance {
    const key = `${id}|${year}`;
    const known = this.own.get(key);
    if (known) return known;
    const stream = streamOf('learning-balance', naturalId('learning-balance', id, String(year)));
    const balance = new Thing('training', learningBalance, stream);
    this.own.set(key, balance);
    return balance;
  }

  forget({ id }: Employee, year: number): void {
    this.own.delete(`${id}|${year}`);
  }
}

/** What decisions about somebody's hours read. */
export const balanceGiven = ({ rules }: World) => ({
  ...{ calendar: rules.calendar, rightOfPns: rules.training.jp.pns, endedOn: null },
});
