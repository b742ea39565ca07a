import type { Audience, Obliged } from '@jejak/contracts/notification';
import type { StreamRef } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export const HR = 'role:hr_admin';
const LEADERSHIP = 'role:leadership';

export const personRecipient = (personId: string): string => `person:${personId}`;

/** Whom a step tells, and the files that say so. */
export interface Addressees {
  /** Sorted, each once. */
  readonly recipients: readonly string[];
  readonly inputs: readonly StreamRef[];
}

interface Found {
  readonly people: readonly string[];
  readonly inputs: readonly StreamRef[];
}
const NOBODY: Found = { people: [], inputs: [] };

const HOLDERS = `select distinct person_id::text as id from rm.duty_held
  where duty = any($1::text[]) and scope = $2 and from_date <= $3::date and (to_date is null or to_date >= $3::date) order by 1`;

/** Finds who is told of a deadline, by the relations and duties of a legal date. @source domain.md 11, 1 */
@Injectable()
export class AddresseeLookup {
  constructor(
    private readonly db: DataSource,
    private readonly people: People,
  ) {}

  /** Where relations name nobody who has to act, the HR agency is told; above whom nobody stands, nobody. */
  async of(obliged: Obliged, audience: Audience, date: string): Promise<Addressees> {
    if (audience === 'HR') return { recipients: [HR], inputs: [] };
    if (obliged.as === 'ROLE') {
      const mine = audience === 'OBLIGED' ? `role:${obliged.role}` : LEADERSHIP;
      const above = audience === 'OBLIGED' || obliged.role !== 'leadership';
      return { recipients: above ? [mine] : [], inputs: [] };
    }
    let found = await this.obliged(obliged, date);
    const levels = audience === 'OBLIGED' ? 0 : audience === 'SUPERVISOR' ? 1 : 2;
    for (let level = 0; level < levels; level++) found = await this.above(found, date);
    const recipients = [...new Set(found.people)].map(personRecipient).sort();
    const nobody = recipients.length === 0 && audience === 'OBLIGED';
    return { recipients: nobody ? [HR] : recipients, inputs: once(found.inputs) };
  }

  private async obliged(obliged: Exclude<Obliged, { as: 'ROLE' }>, date: string): Promise<Found> {
    switch (obliged.as) {
      case 'PERSON':
        return { people: [obliged.personId], inputs: [] };
      case 'SUPERVISOR_OF':
      case 'SUPERIOR_OF': {
        const { supervisorId, superiorId, inputs } = await this.people.lineOf(obliged.personId, date);
        const who = obliged.as === 'SUPERVISOR_OF' ? supervisorId : superiorId;
        return { people: who === null ? [] : [who], inputs };
      }
      case 'DUTY':
        return this.holders(obliged.duties, obliged.scope, date);
    }
  }

  /** Those of the unit or vacancy; where it has none, those of the whole city. */
  private async holders(duties: readonly string[], scope: string | null, date: string): Promise<Found> {
    for (const place of scope === null ? [''] : [scope, '']) {
      const rows = await this.db.query<{ id: string }[]>(HOLDERS, [duties, place, date]);
      if (rows.length > 0) return { people: rows.map(({ id }) => id), inputs: [] };
    }
    return NOBODY;
  }

  private async above({ people, inputs }: Found, date: string): Promise<Found> {
    const lines = await Promise.all(people.map((id) => this.people.lineOf(id, date)));
    return {
      people: lines.flatMap(({ supervisorId }) => (supervisorId === null ? [] : [supervisorId])),
      inputs: [...inputs, ...lines.flatMap((line) => line.inputs)],
    };
  }
}

const once = (refs: readonly StreamRef[]): StreamRef[] => [
  ...new Map(refs.map((ref) => [`${ref.stream}@${ref.ver}`, ref])).values(),
];
