import type { Act, FormProps } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { type Evidence, EvidenceField, evidenceLine, sentEvidence } from '../../acts/evidence';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { Facts } from '../../parts/table';
import { Go, usePart } from '../../places/address';
import {
  aboutEvaluation,
  type EvaluationSeen,
  evaluationStands,
  pinned,
  readsEvaluation,
} from './evaluation-seen';
import { RATINGS } from './ratings';

interface Values {
  /** Nothing is preselected: not what the system recommends either. */
  readonly resultRating: string;
  readonly behaviourRating: string;
  readonly justification: string;
  readonly evidence: readonly Evidence[];
}

/** Whether a rating is not the recommended one. */
const deviates = (
  { resultRating, behaviourRating }: Pick<Values, 'resultRating' | 'behaviourRating'>,
  { recommendation }: EvaluationSeen,
): boolean =>
  recommendation !== null &&
  ((resultRating !== '' && resultRating !== recommendation.resultRating) ||
    (behaviourRating !== '' && behaviourRating !== recommendation.behaviourRating));

const Form = ({ values, change, seen, faults, minima }: FormProps<Values, EvaluationSeen>) => {
  const say = useSay();
  const { word, code, amount } = say;
  const { recommendation } = seen;
  return (
    <>
      {recommendation === null ? null : (
        <Facts
          of={[
            [
              word('rateAnnual.recommendedResult'),
              `${code('rating', recommendation.resultRating)} (${amount(recommendation.composite)})`,
            ],
            [word('rateAnnual.recommendedBehaviour'), code('rating', recommendation.behaviourRating)],
            [word('rateAnnual.recommendedPredicate'), code('predicate', recommendation.predicate)],
            [word('rateAnnual.interview'), seen.words.interview ?? '–'],
          ]}
        />
      )}
      <p>
        <Go to={`/kinerja/penilaian/${seen.evaluationId}`}>{word('performance.why')}</Go>
      </p>
      {(['resultRating', 'behaviourRating'] as const).map((which) => (
        <Choice
          key={which}
          id={which}
          label={word(`rateAnnual.${which}`)}
          hint={word('rateAnnual.ownJudgement')}
          faults={faults}
          options={RATINGS.map((value) => ({ value, label: code('rating', value) }))}
          chosen={[values[which]]}
          choose={([chosen = '']) => change({ [which]: chosen })}
        />
      ))}
      {deviates(values, seen) ? (
        <>
          <p className="note warn" role="status">
            {word('rateAnnual.deviates', { steps: minima.deviationSteps ?? 1 })}
          </p>
          <Reason
            id="justification"
            label={word('rateAnnual.justification')}
            readers={word('rateAnnual.readers')}
            example={word('rateAnnual.example')}
            least={minima.deviation}
            faults={faults}
            text={values.justification}
            write={(justification) => change({ justification })}
          />
          <EvidenceField
            id="evidence"
            faults={faults}
            evidence={values.evidence}
            change={(evidence) => change({ evidence })}
          />
        </>
      ) : null}
    </>
  );
};

/** The supervisor decides on the year, with the recommendation in view. @source PermenPANRB 6/2022; domain.md 5.3, 5.5 */
export const rateAnnual: Act<Values, EvaluationSeen> = {
  ...{ name: 'rate-annual', title: 'rateAnnual.title', lead: 'rateAnnual.lead' },
  ...{ endpoint: 'rateAnnual', Form },
  initial: { resultRating: '', behaviourRating: '', justification: '', evidence: [] },
  path: (id) => ({ id }),
  reads: readsEvaluation,
  refusal: ({ status, recommendation }, { word, code }) =>
    status === 'RECOMMENDED' && recommendation !== null
      ? null
      : word('rateAnnual.notNow', { status: code('evaluation', status) }),
  faults: (values, seen, minima, say) => [
    ...missingFault('resultRating', values.resultRating, say.word('rateAnnual.chooseResult')),
    ...missingFault('behaviourRating', values.behaviourRating, say.word('rateAnnual.chooseBehaviour')),
    ...(deviates(values, seen)
      ? [
          ...reasonFault('justification', values.justification, minima.deviation, say),
          ...missingFault('evidence', values.evidence, say.word('rateAnnual.evidenceNeeded')),
        ]
      : []),
  ],
  about: aboutEvaluation,
  stands: evaluationStands,
  says: (values, seen, { word, code }) => [
    ...(['resultRating', 'behaviourRating'] as const).map((which) => ({
      label: word(`rateAnnual.${which}`),
      value: values[which] === '' ? '–' : code('rating', values[which]),
    })),
    {
      label: word('rateAnnual.recommendedPredicate'),
      value: seen.recommendation === null ? '–' : code('predicate', seen.recommendation.predicate),
    },
    ...(deviates(values, seen)
      ? [
          { label: word('rateAnnual.justification'), value: values.justification.trim() || '–' },
          { label: word('act.evidence'), value: evidenceLine(values.evidence) },
        ]
      : []),
  ],
  rule: (_, seen, { word }) => word('rateAnnual.rule', { policy: pinned(seen, 'perf.result') }),
  consequence: (_, __, { word }) => word('rateAnnual.consequence'),
  body: (values, seen) => ({
    ...{ resultRating: values.resultRating, behaviourRating: values.behaviourRating },
    ...(deviates(values, seen)
      ? { justification: values.justification.trim(), evidence: sentEvidence(values.evidence) }
      : {}),
  }),
  then: (id) => [
    { to: `/kinerja/penilaian/${id}`, word: 'performance.openEvaluation' },
    { to: '/tim', word: 'team.title' },
  ],
};

export const RateAnnual = () => <ActScreen act={rateAnnual} of={usePart('id')} />;
