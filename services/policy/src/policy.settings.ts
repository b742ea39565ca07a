import { asInteger, asList, ServiceSettings, Setting } from '@jejak/http';
import { Matches, Max, Min } from 'class-validator';

/** What this service takes from its environment beside what every service does. */
export class PolicySettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_PUBLIC_OPINIONS',
    read: asInteger,
    allowed: '1 to 100000',
    example: '60',
    about: 'So many opinions one address may send in ten minutes, of one process.',
    default: 60,
  })
  @Min(1)
  @Max(100_000)
  readonly publicOpinions!: number;

  @Setting({
    name: 'JEJAK_SEED_LEAVES_OUT',
    read: asList,
    allowed: 'keys of policies, more of them after commas',
    example: 'perf.result',
    about:
      'Policies whose first version goes through consultation here: their defaults do not come into force.',
    optional: true,
  })
  @Matches(/^[a-z]+(\.[a-z][A-Za-z0-9]*)*$/, { each: true })
  readonly seedLeavesOut?: readonly string[];
}
