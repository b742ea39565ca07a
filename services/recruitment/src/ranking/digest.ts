import type { RankedStage, RankingRow } from '@jejak/contracts/recruitment';
import { naturalId } from '@jejak/kernel';
import { canonical } from '@jejak/ledger';
import { createHash } from 'node:crypto';
import type { SkdScore } from '../selection/skd';
import type { ComponentScores } from '../selection/weighted';
import type { RankingHead } from './ranking.decider';

/**
 * Rows in one event. A row takes at most about 650 bytes on the wire (its JSON, and 23 bytes of opening for each of its
 * fields), so a part stays below the 1 MiB that a broker takes.
 */
export const ROWS_PER_PART = 1000;

/** SHA-256 over one canonical JSON text a line: for lists of any length, without holding their text. */
export const sha256OfLines = (lines: Iterable<unknown>): string => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${canonical(line)}\n`);
  return hash.digest('hex');
};

/** `rows` in the parts in which they are recorded; one empty part of no rows. */
export const inParts = <Row>(rows: readonly Row[], size: number): Row[][] => {
  const parts: Row[][] = [];
  for (let at = 0; at < rows.length || at === 0; at += size) parts.push(rows.slice(at, at + size));
  return parts;
};

/** Whoever is ranked, with whatever scores the stage has. */
export interface RankedInput extends Partial<SkdScore> {
  readonly participantNo: string;
  readonly applicationId: string;
  readonly gpa: string | null;
  readonly skb?: string;
  /** By name, of a stage that is made of them. */
  readonly components?: ComponentScores;
}

/**
 * What a ranking was computed from, digested: the rules with their values, and every applicant's scores. A birth date is
 * left out, for a digest over scores that are public and one unknown date would give the date away; it cannot change.
 */
const inputLines = function* (rules: object, candidates: readonly RankedInput[]): Iterable<unknown> {
  yield rules;
  for (const { participantNo, applicationId, twk, tiu, tkp, gpa, skb, components } of candidates) {
    const scores = [twk ?? null, tiu ?? null, tkp ?? null, gpa, skb ?? null];
    yield [participantNo, applicationId, ...scores, ...(components ? [components] : [])];
  }
};

/** The head of the ranking that `rows` are, its id from what it was computed from. */
export const headOf = (
  about: { vacancyId: string; stage: RankedStage; seats: number | null; policies: readonly string[] },
  rules: object,
  candidates: readonly RankedInput[],
  rows: readonly RankingRow[],
): RankingHead => {
  const inputsSha256 = sha256OfLines(inputLines({ ...about, rules }, candidates));
  return {
    ...about,
    rankingId: naturalId('ranking', about.vacancyId, about.stage, inputsSha256),
    count: rows.length,
    parts: Math.max(1, Math.ceil(rows.length / ROWS_PER_PART)),
    inputsSha256,
    rowsSha256: sha256OfLines(rows),
  };
};
