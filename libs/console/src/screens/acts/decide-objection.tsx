import type { Act, FormProps } from '../../acts/act';
import { ActScreen } from '../../acts/act-screen';
import { missingFault, reasonFault } from '../../acts/faults';
import { Choice, Field, Reason } from '../../acts/fields';
import { useSay } from '../../acts/say';
import { Go, usePart } from '../../places/address';
import { Contested, objectionStands } from './contested';
import { aboutEvaluation, amountLine, type EvaluationSeen, readsEvaluation } from './evaluation-seen';
import { isQuantity, quantityOf } from './quantity';
import { RATINGS } from './ratings';

const OUTCOMES = ['UPHELD', 'PARTLY', 'DISMISSED'] as const;

interface Values {
  readonly outcome: string;
  /** What each contested amount becomes; empty: it stays. */
  readonly corrections: Readonly<Record<string, string>>;
  /** Empty: as it is, or as it is computed anew. */
  readonly resultRating: string;
  readonly behaviourRating: string;
  readonly reason: string;
}

const RATED = ['resultRating', 'behaviourRating'] as const;

const contestedIn = ({ data, objection }: EvaluationSeen) =>
  data.filter(({ measurementId }) => objection?.measurementIds.includes(measurementId));

const correctionsOf = ({ corrections }: Values) =>
  Object.entries(corrections)
    .filter(([, quantity]) => quantity.trim() !== '')
    .map(([measurementId, quantity]) => ({ measurementId, quantity: quantityOf(quantity) }));

const changesSomething = (values: Values): boolean =>
  correctionsOf(values).length > 0 || RATED.some((which) => values[which] !== '');

const Form = ({ values, change, seen, faults, minima }: FormProps<Values, EvaluationSeen>) => {
  const say = useSay();
  const { word, code } = say;
  return (
    <>
      <Contested seen={seen} />
      <Choice
        id="outcome"
        label={word('decideObjection.outcome')}
        hint={word('decideObjection.outcomeHint')}
        faults={faults}
        options={OUTCOMES.map((value) => ({ value, label: code('outcome', value) }))}
        chosen={[values.outcome]}
        choose={([outcome = '']) => change({ outcome })}
      />
      {values.outcome === '' || values.outcome === 'DISMISSED' ? null : (
        <>
          {contestedIn(seen).map((one, at) => (
            <Field
              key={one.measurementId}
              id={at === 0 ? 'corrections' : one.measurementId}
              label={word('decideObjection.correct', { amount: amountLine(one, say) })}
              hint={word('decideObjection.correctHint')}
              faults={faults}
            >
              {(described) => (
                <input
                  {...described}
                  inputMode="decimal"
                  autoComplete="off"
                  value={values.corrections[one.measurementId] ?? ''}
                  onChange={({ target }) =>
                    change({
                      corrections: { ...values.corrections, [one.measurementId]: target.value },
                    })
                  }
                />
              )}
            </Field>
          ))}
          {RATED.map((which) => (
            <Choice
              key={which}
              id={which}
              label={word(`rateAnnual.${which}`)}
              faults={faults}
              options={[
                { value: '', label: word('decideObjection.asComputed') },
                ...RATINGS.map((value) => ({ value, label: code('rating', value) })),
              ]}
              chosen={[values[which]]}
              choose={([chosen = '']) => change({ [which]: chosen })}
            />
          ))}
        </>
      )}
      <Reason
        id="reason"
        label={word('decideObjection.reason')}
        readers={word('decideObjection.readers')}
        example={word('decideObjection.example')}
        least={minima.reason}
        faults={faults}
        text={values.reason}
        write={(reason) => change({ reason })}
      />
      {seen.objection?.raterHeard && seen.objection.employeeHeard ? null : (
        <p>
          <Go to={`/keberatan/${seen.evaluationId}/sidang`}>{word('hearObjection.title')}</Go>
        </p>
      )}
    </>
  );
};

/** The rater's superior decides, after both were heard; no further objection lies against it. @source PP 30/2019; domain.md 5.3 */
export const decideObjection: Act<Values, EvaluationSeen> = {
  ...{ name: 'decide-objection', title: 'decideObjection.title', lead: 'decideObjection.lead' },
  ...{ endpoint: 'decideObjection', Form },
  initial: { outcome: '', corrections: {}, resultRating: '', behaviourRating: '', reason: '' },
  path: (id) => ({ id }),
  reads: readsEvaluation,
  refusal: ({ status }, { word, code }) =>
    status === 'UNDER_OBJECTION'
      ? null
      : word('decideObjection.notNow', { status: code('evaluation', status) }),
  faults: (values, _, minima, say) => {
    const mustChange = values.outcome === 'UPHELD' || values.outcome === 'PARTLY';
    const isWrong = correctionsOf(values).some(({ quantity }) => !isQuantity(quantity));
    return [
      ...missingFault('outcome', values.outcome, say.word('decideObjection.chooseOutcome')),
      ...(mustChange && !changesSomething(values)
        ? [{ field: 'outcome', text: say.word('decideObjection.changesNothing') }]
        : []),
      ...(mustChange && isWrong ? [{ field: 'corrections', text: say.word('report.quantityWrong') }] : []),
      ...reasonFault('reason', values.reason, minima.reason, say),
    ];
  },
  about: aboutEvaluation,
  stands: objectionStands,
  says: (values, seen, say) => {
    const { word, code, amount } = say;
    return [
      {
        label: word('decideObjection.outcome'),
        value: values.outcome === '' ? '–' : code('outcome', values.outcome),
      },
      ...(values.outcome === 'DISMISSED'
        ? []
        : [
            {
              label: word('decideObjection.corrections'),
              value:
                contestedIn(seen)
                  .flatMap((one) => {
                    const said = quantityOf(values.corrections[one.measurementId] ?? '');
                    return said === ''
                      ? []
                      : `${amountLine(one, say)} → ${isQuantity(said) ? amount(said) : said}`;
                  })
                  .join('; ') || '–',
            },
            ...RATED.filter((which) => values[which] !== '').map((which) => ({
              label: word(`rateAnnual.${which}`),
              value: code('rating', values[which]),
            })),
          ]),
      { label: word('decideObjection.reason'), value: values.reason.trim() || '–' },
    ];
  },
  rule: (_, __, { word }) => word('hearObjection.rule'),
  consequence: (_, __, { word }) => word('decideObjection.consequence'),
  body: (values) => ({
    ...{ outcome: values.outcome, reason: values.reason.trim() },
    ...(values.outcome === 'DISMISSED'
      ? {}
      : {
          corrections: correctionsOf(values),
          ...Object.fromEntries(
            RATED.filter((which) => values[which] !== '').map((which) => [which, values[which]]),
          ),
        }),
  }),
  then: (id) => [
    { to: `/kinerja/penilaian/${id}`, word: 'performance.openEvaluation' },
    { to: '/tim', word: 'team.title' },
  ],
};

export const DecideObjection = () => <ActScreen act={decideObjection} of={usePart('id')} />;
