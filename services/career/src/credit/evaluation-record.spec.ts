import { eventTypeOf, type DomainEvent, type Recorded } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { evaluationOf } from '../../test/career-facts';
import { E1 } from '../../test/people';
import {
  type EvaluationRecordRow,
  evaluationRecords,
  isContested,
  isFinal,
} from './evaluation-record.projection';

const of = evaluationOf(E1, {});
const recorded = (event: DomainEvent, version: number): Recorded => ({
  ...event,
  envelope: {
    ...{ id: `${version}`, eventType: eventTypeOf('performance', { type: event.type, version: 1 }) },
    ...{ source: 'performance', stream: of.stream, version, at: '2027-01-22T02:00:00.000Z', actor: 'x' },
    ...{ role: 'service', policy: null, policies: [], correlation: 'x', cause: null, hash: `h${version}` },
  },
});
const row = (events: readonly Recorded[]): EvaluationRecordRow => {
  const last = events.reduce<EvaluationRecordRow | undefined>(
    (before, event) => evaluationRecords.fold(before, event) ?? undefined,
    undefined,
  );
  if (!last) throw new Error('no row');
  return last;
};

describe('what performance told of an evaluation', () => {
  const story = [of.opened, of.objected, of.decided('SANGAT_BAIK'), of.final('SANGAT_BAIK', 2)].map(
    (event, at) => recorded(event, at + 1),
  );
  const [opened, objected, decided, final] = story;

  it('is contested from the objection to the decision', () => {
    expect([isContested(row([opened])), isFinal(row([opened]))]).toEqual([false, false]);
    expect(isContested(row([opened, objected]))).toBe(true);
    expect(isContested(row([opened, objected, decided]))).toBe(false);
    expect(isFinal(row(story))).toBe(true);
  });
  it('comes to the same row in any order', () => {
    for (const order of [
      [opened, decided, objected, final],
      [final, decided, objected, opened],
      [objected, final, opened, decided],
    ])
      expect(row(order)).toEqual(row(story));
  });
  it('is not final again before its next version is', () => {
    const reopened = recorded(of.reopened, 5);
    expect(isFinal(row([...story, reopened]))).toBe(false);
    expect(row([...story, reopened])).toMatchObject({ predicate: 'SANGAT_BAIK', evaluationVersion: 2 });
    expect(isFinal(row([...story, reopened, recorded(of.final('BAIK', 3), 6)]))).toBe(true);
  });
});
