import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import type { City } from './city';
import { LogVerifier } from './log-verifier';
import { person, type PublicApi } from './public-api';
import { evaluationOfE1 } from './timeline.suite';

const AUDIT = '/api/audit/v1';
const INSPECTOR = { as: 'INS-1' } as const;
const E1 = person('E-1').id;
const LETTER = 'ST-700.1.2/18/2027';

interface Answer<Found> {
  readonly items: readonly Found[];
}
interface Link {
  readonly id: string;
  readonly index: number;
  readonly type: string;
  readonly actor: string | null;
  readonly at: string;
  readonly leafHash: string;
  readonly reason: { readonly code: string; readonly text: string | null } | null;
  readonly evidence: readonly { readonly sha256: string }[];
}
interface Explanation {
  readonly truncated: boolean;
  readonly question: string;
  readonly chain: readonly Link[];
  readonly hypothetical: Supposed | null;
}
interface Check {
  /** The case of promotion that asked; null when the facts that changed did. */
  readonly caseId: string | null;
  readonly eligible: boolean;
  readonly hypothetical: object;
}
interface Supposed {
  readonly label: string;
  readonly eligibility: readonly Check[];
}
interface State {
  readonly status: string;
  readonly contested: boolean;
  readonly final: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}
/** In the order of the log (domain.md 15, step 51). What was decided in one act stands in one member. */
const CHAIN = [
  ...['PlanSubmitted', 'TargetAdjusted', 'PlanAgreed', 'MeasurementRejected', 'RatingRecommended'],
  ...['AnnualRated', 'EvaluationDelivered', 'EvaluationObjected', 'ObjectionHearingHeld'],
  ['MeasurementCorrected', 'RatingRecommended', 'ObjectionDecided', 'EvaluationFinalised'],
  ...['CreditConverted', 'PromotionEffective'],
].map((act) => [act].flat());

/** What the inspector who suspects the operator finds (domain.md 15, steps 50 to 54 and 56). */
export const inspectionOfE1 = (city: City, api: PublicApi): void =>
  describe('the inspection of E-1’s predicate', () => {
    /** The one of the story, which was the first. */
    const explanation = async (): Promise<Explanation> => {
      const { items } = await api.get<Answer<{ explanationId: string }>>(
        `${AUDIT}/explanations?object=${await evaluationOfE1(api)}`,
        INSPECTOR,
      );
      const answer = await api.get<Answer<Explanation>>(
        `${AUDIT}/explanations/${items.at(-1)?.explanationId}?purpose=${LETTER}`,
        INSPECTOR,
      );
      return answer.items[0];
    };

    it('51: the explanation is the chain of what happened, each link with actor, time, reason and proof', async () => {
      const { chain, truncated, question } = await explanation();
      expect(truncated).toBe(false);
      expect(question).toContain('would E-1 have been promoted otherwise?');
      const names = chain.map(({ type }) => type.split('.')[2]);
      let from = 0;
      const places = CHAIN.flatMap((act) => {
        const found = act.map((name) => names.indexOf(name, from));
        expect([names, act, found]).not.toContainEqual(expect.arrayContaining([-1]));
        from = Math.max(...found) + 1;
        return found;
      });
      for (const place of places) {
        const { actor, leafHash, at: time, index } = chain[place];
        expect([actor, leafHash, time]).toEqual([
          expect.stringMatching(/./),
          expect.stringMatching(/^[0-9a-f]{64}$/),
          expect.stringMatching(/^202[67]-/),
        ]);
        const proof = await api.ask('GET', `${AUDIT}/verify/inclusion?index=${index}`);
        expect(proof.text).toMatch(new RegExp(`^c2sp.org/tlog-proof@v1\\nindex ${index}\\n`));
      }
      expect(chain[places[3]].reason).toMatchObject({
        ...{ code: 'REJECTION', text: expect.stringContaining('Register sumber') },
      });
    });

    it.each([
      ['2027-01-20', 'DELIVERED', 'BAIK', false, false],
      ['2027-01-23', 'UNDER_OBJECTION', 'BAIK', true, false],
      ['2027-02-06', 'FINAL', 'SANGAT_BAIK', false, true],
    ])('52: as known on %s it was %s: %s', async (day, status, predicate, contested, final) => {
      const query = new URLSearchParams({ purpose: LETTER, asKnownAt: day }).toString();
      const { items } = await api.get<Answer<State>>(
        `${AUDIT}/streams/${await evaluationOfE1(api)}/state?${query}`,
        INSPECTOR,
      );
      expect(items).toMatchObject([{ status, contested, final, fields: { predicate } }]);
    });

    it('54: proofs hold offline, against a checkpoint that was kept before the promotion was proposed', async () => {
      const { known } = JSON.parse(readFileSync(join(city.home, 'demonstration.json'), 'utf8')) as {
        known: Record<string, string>;
      };
      const kept = known['the checkpoint of 5 February 2027'];
      const log = new LogVerifier(city, api);
      const heads = await log.goesOnFrom(kept);
      expect(heads).not.toBeNull();
      const { kept: old, today } = heads as NonNullable<typeof heads>;
      expect(old.size).toBeLessThan(today.size);
      // The evidence was there: its hash stands in an entry that the kept checkpoint covers, the proposal in one that it does not.
      const { chain } = await explanation();
      const linkOf = (name: string): Link => chain.find(({ type }) => type.includes(`.${name}.`)) as Link;
      expect(linkOf('EvaluationObjected').evidence).toMatchObject([{ sha256: 'a'.repeat(64) }]);
      expect(linkOf('EvaluationObjected').index).toBeLessThan(old.size);
      expect(linkOf('PromotionProposed').index).toBeGreaterThanOrEqual(old.size);
      // The whole history, by the program that asks nobody.
      const stream = await evaluationOfE1(api);
      const history = await eventually(
        'what is logged of it, the corrected score too, is covered by a checkpoint',
        async () => {
          const found = await api.ask(
            'GET',
            `${AUDIT}/streams/${stream}/history?format=asn-history&purpose=${LETTER}`,
            INSPECTOR,
          );
          return (
            found.text.includes('110.2149') &&
            (await log.verify('history.json', found.text)).code === 0 &&
            found
          );
        },
      );
      expect(await log.verify('history.json', history.text)).toMatchObject({
        ...{ code: 0, out: expect.stringContaining('VALID') },
      });
      const bent = history.text.replace('110.2149', '110.2150');
      expect(await log.verify('history.json', bent)).toMatchObject({ code: 1 });
    });

    /** What would have been, computed by the ledger; of the checks of eligibility the one of E-1’s case: others follow each change of its facts. */
    const supposed = async (otherwise: object): Promise<object> => {
      const { stream } = await api.command(`${AUDIT}/explanations`, {
        ...INSPECTOR,
        body: {
          ...{ object: await evaluationOfE1(api), question: 'Would E-1 have been promoted otherwise?' },
          ...{ purpose: LETTER, ...otherwise },
        },
      });
      const path = `${AUDIT}/explanations/${stream.slice('explanation-'.length)}?purpose=${LETTER}`;
      const answer = await eventually('the answer can be read', async () => {
        const found = await api.ask('GET', path, INSPECTOR);
        return found.status === 200 && (found.json as Answer<Explanation>);
      });
      const [{ hypothetical }] = answer.items;
      return {
        ...hypothetical,
        eligibility: hypothetical?.eligibility.filter(({ caseId }) => caseId !== null),
      };
    };
    /** With Baik instead of Sangat Baik. */
    const NOT_ELIGIBLE = {
      credits: [{ points: '18.75', hypothetical: '12.50' }],
      eligibility: [
        {
          eligible: true,
          hypothetical: { eligible: false, balance: '95.83', needed: '100', failed: ['AK'] },
        },
      ],
    };

    it('53: without the corrected 60 it were 108.8149 and Baik, with 12.50 points, and E-1 not eligible', async () => {
      const { chain } = await explanation();
      const { id: withoutEvent } = chain.find(({ type }) => type.includes('.MeasurementCorrected.')) as Link;
      expect(await supposed({ withoutEvent })).toMatchObject({
        ...{ label: 'HYPOTHETICAL', was: { composite: '110.2149', predicate: 'SANGAT_BAIK' } },
        would: { composite: '108.8149', resultRating: 'MEETS', predicate: 'BAIK' },
        ...NOT_ELIGIBLE,
      });
    });

    it('53: under perf.result@2 it were Baik too; but that does not apply, since the plan pinned the first version', async () => {
      expect(await supposed({ underPolicy: 'perf.result@2' })).toMatchObject({
        ...{ label: 'HYPOTHETICAL', governedBy: 'perf.result@1', applies: false },
        would: { composite: '110.2149', resultRating: 'MEETS', predicate: 'BAIK' },
        ...NOT_ELIGIBLE,
      });
    });

    it('56: E-1 sees the read, with purpose and case', async () => {
      const reads = await api.all<{ what: string; purpose: string; caseId: string | null; local: string }>(
        `${AUDIT}/subjects/${E1}/accesses`,
        { as: 'E-1' },
      );
      const { items } = await api.get<Answer<{ inspectionId: string }>>(`${AUDIT}/inspections`, INSPECTOR);
      const { inspectionId: caseId } = items[0];
      const seen = reads.filter(({ local }) => local.startsWith('2027-05-03'));
      expect(seen).toContainEqual(
        expect.objectContaining({ what: 'audit.explanation', purpose: LETTER, caseId, role: 'inspector' }),
      );
    });
  });
