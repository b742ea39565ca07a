import { describe, expect, it } from '@jest/globals';
import { type Contracts, type EventContract, parseEventType } from '@jejak/kernel';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Every version of every event has one frozen fixture, `fixtures/<context>/<Type>.v<n>.json`, and each is still read as the
 * current shape. A fixture of a released version is never changed: it stands for the rows that exist.
 */
const FIXTURES = join(__dirname, '..', 'fixtures');

interface Fixture {
  readonly type: string;
  readonly data: object;
}

const foldersOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const isContracts = (value: unknown): value is Contracts =>
  typeof value === 'object' && value !== null && 'service' in value && 'events' in value;

const contractsIn = (context: string): readonly EventContract[] => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which contexts there are is what the spec finds out
  const exported = require(join(__dirname, context, 'index')) as Record<string, unknown>;
  if (context === 'every-service') return exported.everyServiceContracts as readonly EventContract[];
  return Object.values(exported)
    .filter(isContracts)
    .flatMap(({ events }) => Object.values(events));
};

const read = (file: string): Fixture => JSON.parse(readFileSync(file, 'utf8')) as Fixture;
const versionsOf = ({ version }: EventContract): number[] => Array.from({ length: version }, (_, i) => i + 1);

const contexts = foldersOf(__dirname).filter((context) => existsSync(join(__dirname, context, 'index.ts')));

describe.each(contexts)('%s', (context) => {
  const contracts = contractsIn(context);
  const folder = join(FIXTURES, context);
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];

  it('has one fixture for each version of each event, and no other', () =>
    expect(files).toEqual(
      contracts
        .flatMap((contract) => versionsOf(contract).map((version) => `${contract.type}.v${version}.json`))
        .sort(),
    ));

  it.each(files)('reads %s in the current shape', (file) => {
    const { type, data } = read(join(folder, file));
    const parsed = parseEventType(type);
    const contract = contracts.find((known) => known.type === parsed?.name);
    if (!parsed || !contract) throw new Error(`${type} is no event of ${context}`);
    expect(`${parsed.name}.v${parsed.version}`).toBe(basename(file, '.json'));
    if (context !== 'every-service') expect(parsed.service).toBe(context);
    expect(contract.faults(contract.upcast(data, parsed.version))).toEqual([]);
  });

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s reads the same whether its personal members are there or erased',
    (type, contract) => {
      const { data } = read(join(folder, `${type}.v${contract.version}.json`));
      const erased = structuredClone(data) as Record<string, unknown>;
      for (const pointer of contract.personal) erase(erased, pointer.split('/').slice(1));
      expect(contract.faults(erased)).toEqual([]);
    },
  );

  it('leaves the names that the store keeps for itself', () => {
    for (const { type, schema } of contracts)
      for (const kept of ['evidence', 'reasonText'])
        expect({ type, [kept]: (schema.properties as object)[kept as never] }).toEqual({
          type,
          [kept]: undefined,
        });
  });
});

const erase = (at: Record<string, unknown>, [name, ...rest]: string[]): void => {
  const member = name.replace(/~1/g, '/').replace(/~0/g, '~');
  if (rest.length === 0) at[member] = null;
  else erase((at[member] ??= {}) as Record<string, unknown>, rest);
};
