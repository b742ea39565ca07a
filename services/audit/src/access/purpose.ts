import { Malformed } from '@jejak/kernel';
import { IsId } from '@jejak/http';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What every question to the log says beside what it asks. */
export class Purpose {
  /** What the answer is for: a case number or a word. Mandatory for everyone who reads about others. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly purpose?: string;

  /** The inspection, complaint or objection that it is for. */
  @IsOptional()
  @IsId()
  readonly caseId?: string;
}

const WORD = /^[A-Za-z][A-Za-z0-9_.:/-]{0,99}$/;

/**
 * The purpose that was given.
 * @throws Malformed PURPOSE_REQUIRED when there is none, or when it is prose: it stands in the public log for ever
 */
export const purposeOf = ({ purpose }: Purpose): string => {
  if (purpose === undefined || !WORD.test(purpose))
    throw new Malformed('PURPOSE_REQUIRED', 'Say what the answer is for: a case number or one word.', {
      field: 'purpose',
    });
  return purpose;
};
