import { asInteger, asSizeBytes, ServiceSettings, Setting, UPLOAD_LIMIT_BYTES } from '@jejak/http';
import { Max, Min } from 'class-validator';

/** What this service takes from its environment beside what every service does. */
export class RecruitmentSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_DOCUMENT_LIMIT',
    read: asSizeBytes,
    allowed: '1KiB to 10MiB',
    example: '2MiB',
    about: 'Largest document of an applicant.',
    default: 2 * 1024 * 1024,
  })
  @Min(1024)
  @Max(UPLOAD_LIMIT_BYTES)
  readonly documentLimitBytes!: number;

  @Setting({
    name: 'JEJAK_DOCUMENTS_PER_APPLICANT',
    read: asInteger,
    allowed: '1 to 1000',
    example: '50',
    about: 'So many documents one applicant keeps here at most.',
    default: 50,
  })
  @Min(1)
  @Max(1000)
  readonly documentsPerApplicant!: number;

  @Setting({
    name: 'JEJAK_PUBLIC_INPUTS',
    read: asInteger,
    allowed: '1 to 100000',
    example: '60',
    about: 'So many words on selections one address may send in ten minutes, of one process.',
    default: 60,
  })
  @Min(1)
  @Max(100_000)
  readonly publicInputs!: number;
}
