import type { EventStore } from '@jejak/event-store';
import { type Contracts, type DomainEvent, naturalId } from '@jejak/kernel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFacts } from './facts';

const FIXTURES = join(__dirname, '../../contracts/fixtures');

/** Members that facts have otherwise than their fixtures, where they have them. */
export type Otherwise = Readonly<Record<string, unknown>>;

/** A fact as the fixture of its current version has it. */
const factOf = ({ service, events }: Contracts, name: string, otherwise: Otherwise): DomainEvent => {
  const { version } = events[name];
  const file = join(FIXTURES, service, `${name}.v${version}.json`);
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: object };
  const said = Object.entries(otherwise).filter(([member]) => member in data);
  return { type: name, data: { ...data, ...Object.fromEntries(said) } };
};

/**
 * Records aggregates of one kind in a service's own log, one for each row of names of facts: each in the state to which its row leads,
 * with the data of the fixtures. For tests that need one of everything, and not how it came about.
 * @param id the member by which facts name the aggregate, `['plan', 'planId']`
 * @param otherwise by row; `subject` is whom the facts are about
 * @param set a name that keeps these apart from others of the same kind
 * @returns ids of the aggregates, in the order of the rows
 */
export const fromFixtures = async (
  { store, contracts }: { readonly store: EventStore; readonly contracts: Contracts },
  [aggregate, id]: readonly [aggregate: string, id: string],
  rows: readonly (readonly string[])[],
  otherwise: (row: number) => Otherwise & { readonly subject: string },
  set = '',
): Promise<string[]> => {
  const ids = rows.map((_, row) => naturalId('fixture', set, aggregate, String(row)));
  const told = rows.map((names, row) => {
    const { subject, ...members } = otherwise(row);
    const facts = names.map((name) => ({
      ...factOf(contracts, name, { ...members, [id]: ids[row] }),
      ...{ subject, reason: { code: 'OVERRIDE' as const, text: 'Sebagaimana tercatat pada berkas.' } },
    }));
    return { stream: `${aggregate}-${ids[row]}`, facts };
  });
  await recordFacts(store, contracts.service, told);
  return ids;
};
