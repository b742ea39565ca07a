import { contractsOf, type Decider, defineEvent, type EventOf, newId, streamOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** The event of every bench: ten clear fields, as a decision of an evaluation has. */
export const scored = defineEvent({
  type: 'Scored',
  version: 1,
  data: Type.Object({
    evaluationId: Type.String(),
    cycleId: Type.String(),
    unit: Type.String(),
    period: Type.String(),
    goal: Type.String(),
    target: Type.Integer(),
    realised: Type.Integer(),
    score: Type.String(),
    predicate: Type.String(),
    final: Type.Boolean(),
  }),
});
export const benchContracts = contractsOf('bench', [scored]);
export type Scored = EventOf<typeof scored>;

/** @param nth makes each a little different */
export const scoredData = (nth: number): Scored['data'] => ({
  evaluationId: '01931f00-aaaa-7000-8000-000000000001',
  cycleId: '01931f00-bbbb-7000-8000-000000000002',
  unit: 'Dinas Kesehatan, Puskesmas Sukamaju',
  period: '2026-Q1',
  goal: 'Cakupan imunisasi dasar lengkap di wilayah kerja',
  target: 400,
  realised: 300 + (nth % 100),
  score: `${75 + (nth % 25)}.25`,
  predicate: 'BAIK',
  final: nth % 2 === 0,
});

export interface Score {
  readonly type: 'Score';
  readonly nth: number;
  readonly events: number;
}

/** Records what it is told: the bench measures the store, not a rule. */
export const scoreDecider: Decider<Score, Scored, number> = {
  initial: 0,
  decide: ({ nth, events }) => Array.from({ length: events }, (_, i) => scored(scoredData(nth + i))),
  evolve: (seen) => seen + 1,
};

export const newStream = (): string => streamOf('evaluation', newId());
