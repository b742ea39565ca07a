import { asInteger, asSizeBytes, ServiceSettings, Setting, UPLOAD_LIMIT_BYTES } from '@jejak/http';
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

  @Setting({
    name: 'JEJAK_COMPLAINT_DOCUMENT_BYTES',
    read: asSizeBytes,
    allowed: '1KiB to 10MiB',
    example: '5MiB',
    about: 'Largest document of a complainant.',
    default: 5 * 1024 * 1024,
  })
  @Min(1024)
  @Max(UPLOAD_LIMIT_BYTES)
  readonly complaintDocumentBytes!: number;

  @Setting({
    name: 'JEJAK_REGISTER_BYTES',
    read: asSizeBytes,
    allowed: '1KiB to 4GiB',
    example: '512MiB',
    about:
      'The largest register of service requests that is taken; it stands in the folder for temporary files meanwhile.',
    default: 512 * 1024 * 1024,
  })
  @Min(1024)
  @Max(4 * 1024 ** 3)
  readonly registerBytes!: number;

  @Setting({
    name: 'JEJAK_REGISTER_ROWS',
    read: asInteger,
    allowed: '1 to 10000000',
    example: '2000000',
    about: 'The most rows of a register of service requests.',
    default: 2_000_000,
  })
  @Min(1)
  @Max(10_000_000)
  readonly registerRows!: number;
}
