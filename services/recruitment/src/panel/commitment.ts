import { canonical } from '@jejak/ledger';
import { createHash } from 'node:crypto';

/** What a member of a panel seals. */
export interface ScoreSheet {
  /** 0–100 with 3 decimals. */
  readonly score: string;
  /** One for each criterion of the rubric, in its order. */
  readonly notes: readonly (readonly [criterion: string, note: string])[];
  /** Random: without it a hundred guesses would open a seal. */
  readonly salt: string;
}

/** The text of a sheet: what is sealed and committed to. */
export const sheetText = ({ score, notes, salt }: ScoreSheet): string =>
  canonical({ score, notes: notes.map(([criterion, note]) => [criterion, note]), salt });

/** A sheet read back. Only {@link sheetText} writes one. */
export const sheetOf = (text: string): ScoreSheet => JSON.parse(text) as ScoreSheet;

/** SHA-256 over the text of a sheet, as hexadecimal digits. @source domain.md 4.2, SealScore */
export const commitmentOf = (text: string): string => createHash('sha256').update(text).digest('hex');
