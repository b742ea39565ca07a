import { projection } from '@jejak/projections';
import type { Pool } from 'pg';
import { benchContracts, type Scored } from './workload';

/** A row a stream: what most read models are. */
export interface ScoreRow {
  readonly stream: string;
  readonly nth: number;
  readonly score: string;
  readonly predicate: string;
  readonly unit: string;
  readonly goal: string;
}

/** The newest of each stream. */
export const scoreBoard = projection<Scored, ScoreRow>()({
  table: 'score',
  source: benchContracts,
  key: ({ envelope }) => envelope.stream,
  opens: {
    Scored: ({ data, envelope }, row) => ({
      stream: envelope.stream,
      nth: (row?.nth ?? 0) + 1,
      score: data.score,
      predicate: data.predicate,
      unit: data.unit,
      goal: data.goal,
    }),
  },
});

/** Every one of them: a row an event. */
export const scoreHistory = projection<Scored, ScoreRow>()({
  table: 'score_history',
  source: benchContracts,
  key: ({ envelope }) => [envelope.stream, String(envelope.version)],
  opens: {
    Scored: ({ data, envelope }) => ({
      stream: envelope.stream,
      nth: envelope.version,
      score: data.score,
      predicate: data.predicate,
      unit: data.unit,
      goal: data.goal,
    }),
  },
});

export const makeScoreTable = async (pool: Pool): Promise<void> => {
  const columns = `stream text not null, nth int not null, score text not null, predicate text not null,
    unit text not null, goal text not null, version bigint not null`;
  await pool.query(`
    create schema if not exists rm;
    create table rm.score (${columns}, primary key (stream));
    create table rm.score_history (${columns}, primary key (stream, nth))`);
};
