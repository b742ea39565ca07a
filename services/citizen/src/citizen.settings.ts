import { asInteger, ServiceSettings, Setting } from '@jejak/http';
import { Max, Min } from 'class-validator';

/** What this service takes from its environment beside what every service does. */
export class CitizenSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_PUBLIC_WRONG_CODES',
    read: asInteger,
    allowed: '1 to 100000',
    example: '30',
    about: 'So many wrong codes one address may try in ten minutes, of one process.',
    default: 30,
  })
  @Min(1)
  @Max(100_000)
  readonly publicWrongCodes!: number;

  @Setting({
    name: 'JEJAK_PUBLIC_FILINGS',
    read: asInteger,
    allowed: '1 to 100000',
    example: '60',
    about: 'So many complaints one address may file in ten minutes, of one process.',
    default: 60,
  })
  @Min(1)
  @Max(100_000)
  readonly publicFilings!: number;
}
