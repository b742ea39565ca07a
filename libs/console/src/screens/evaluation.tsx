import { type ReactNode } from 'react';
import { Answered } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { Go, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { EvaluationActs } from './acts/evaluation-acts';

/** An event that a number rests on. */
interface Fact {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly role: string;
  readonly reason: { readonly code: string; readonly text: string | null } | null;
}

interface ExplainedAmount {
  readonly measurementId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly counted: boolean;
  readonly facts: readonly Fact[];
}

interface Explanation {
  readonly fact: Fact;
  readonly policies: readonly string[];
  readonly predicate: {
    readonly recommended: string;
    readonly regulation: string;
    readonly resultRating: string;
    readonly behaviourRating: string;
  };
  readonly result: {
    readonly rating: string;
    readonly composite: string;
    readonly thresholds: { readonly above: string; readonly meets: string };
    readonly policy: string;
  };
  readonly methods: readonly {
    readonly method: string;
    readonly score: string | null;
    readonly weight: string;
    readonly sample: number | null;
    readonly contribution: string | null;
  }[];
  readonly indicatorScore: string;
  readonly indicators: readonly {
    readonly indicatorId: string;
    readonly title: string;
    readonly unit: string;
    readonly target: string | null;
    readonly weight: string;
    readonly actual: string | null;
    readonly realisation: string | null;
    readonly contribution: string;
    readonly amounts: readonly ExplainedAmount[];
  }[];
  readonly behaviour: {
    readonly rating: string;
    readonly mean: string;
    readonly values: readonly { readonly value: string; readonly rating: string; readonly points: number }[];
  } | null;
  readonly decisions: {
    readonly rating: { readonly predicate: string; readonly fact: Fact } | null;
    readonly delivered: Fact | null;
    readonly objection: {
      readonly filed: Fact;
      readonly hearings: readonly Fact[];
      readonly decided: {
        readonly outcome: string;
        readonly newPredicate: string | null;
        readonly fact: Fact;
      } | null;
    } | null;
    readonly final: { readonly predicate: string; readonly fact: Fact } | null;
  };
  readonly recomputed: { readonly agrees: boolean; readonly composite: string };
}

interface Explained {
  readonly evaluationId: string;
  readonly year: number;
  readonly status: string;
  readonly contested: boolean;
  readonly predicate: string | null;
  readonly composite: string | null;
  readonly version: number;
  readonly explanation: Explanation | null;
  readonly recommendations: readonly {
    readonly recommendation: number;
    readonly at: string;
    readonly composite: string;
    readonly predicate: string;
  }[];
}

const Step = ({ fact, children }: { readonly fact: Fact; readonly children?: ReactNode }) => {
  const code = useCode();
  return (
    <li>
      <strong>{code('fact', fact.type)}</strong> {children}
      <br />
      <span className="small muted">
        <Moment at={fact.at} /> · {code('role', fact.role.split(':')[0])} · v{fact.version}
      </span>
      {fact.reason?.text ? <p>“{fact.reason.text}”</p> : null}
    </li>
  );
};

const Decisions = ({
  decisions: { rating, delivered, objection, final },
}: Pick<Explanation, 'decisions'>) => {
  const word = useWord();
  const code = useCode();
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{word('evaluation.steps')}</h2>
      <ol className="timeline">
        {rating ? <Step fact={rating.fact}>{code('predicate', rating.predicate)}</Step> : null}
        {delivered ? <Step fact={delivered} /> : null}
        {objection ? (
          <>
            <Step fact={objection.filed} />
            {objection.hearings.map((fact) => (
              <Step key={fact.id} fact={fact} />
            ))}
            {objection.decided ? (
              <Step fact={objection.decided.fact}>
                {code('outcome', objection.decided.outcome)}
                {objection.decided.newPredicate === null
                  ? ''
                  : `: ${code('predicate', objection.decided.newPredicate)}`}
              </Step>
            ) : null}
          </>
        ) : null}
        {final ? <Step fact={final.fact}>{code('predicate', final.predicate)}</Step> : null}
      </ol>
    </section>
  );
};

const Grounds = ({ explanation }: { readonly explanation: Explanation }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const { predicate, result, methods, indicators, indicatorScore, behaviour, recomputed, policies } =
    explanation;
  return (
    <>
      <h2>{word('evaluation.how')}</h2>
      <p>
        {word('evaluation.result', {
          ...{ rating: code('rating', result.rating), composite: amount(result.composite) },
          ...{ above: amount(result.thresholds.above), meets: amount(result.thresholds.meets) },
        })}{' '}
        {behaviour === null
          ? ''
          : word('evaluation.behaviour', {
              ...{ rating: code('rating', behaviour.rating), mean: amount(behaviour.mean) },
            })}
      </p>
      <p>
        {word('evaluation.matrix', {
          ...{
            result: code('rating', predicate.resultRating),
            behaviour: code('rating', predicate.behaviourRating),
          },
          ...{ predicate: code('predicate', predicate.recommended), regulation: predicate.regulation },
        })}
      </p>
      <p>
        <Status
          kind={recomputed.agrees ? 'ok' : 'bad'}
          label={word(recomputed.agrees ? 'evaluation.recomputed' : 'evaluation.differs')}
        />
      </p>
      <Table
        caption={word('evaluation.methods')}
        head={[
          { label: word('evaluation.method') },
          { label: word('evaluation.score'), isNumber: true },
          { label: word('evaluation.weight'), isNumber: true },
          { label: word('evaluation.contribution'), isNumber: true },
          { label: 'n', isNumber: true },
        ]}
      >
        {methods.map(({ method, score, weight, contribution, sample }) => (
          <tr key={method}>
            <th scope="row">{code('method', method)}</th>
            <td className="number">{score === null ? '–' : amount(score)}</td>
            <td className="number">{amount(weight)} %</td>
            <td className="number">{contribution === null ? '–' : amount(contribution)}</td>
            <td className="number">{sample ?? '–'}</td>
          </tr>
        ))}
      </Table>
      <h2>{word('evaluation.indicators')}</h2>
      <p>{word('evaluation.indicatorScore', { score: amount(indicatorScore) })}</p>
      {indicators.map((indicator) => (
        <details key={indicator.indicatorId}>
          <summary>
            {indicator.title}:{' '}
            {indicator.actual === null
              ? word('evaluation.noAmount')
              : word('evaluation.line', {
                  ...{ actual: amount(indicator.actual), unit: indicator.unit },
                  ...{ target: indicator.target === null ? '–' : amount(indicator.target) },
                  ...{ weight: amount(indicator.weight), contribution: amount(indicator.contribution) },
                  realisation: indicator.realisation === null ? '–' : amount(indicator.realisation, 1),
                })}
          </summary>
          <ul className="plain-list">
            {indicator.amounts.map(({ measurementId, quantity, from, to, status, counted, facts }) => (
              <li key={measurementId}>
                {amount(quantity)} {indicator.unit}, <Moment at={from} /> – <Moment at={to} />{' '}
                <Status
                  kind={counted ? 'ok' : 'warn'}
                  label={`${code('measurement', status)}, ${word(counted ? 'evaluation.counted' : 'evaluation.notCounted')}`}
                />
                <ol className="timeline">
                  {facts.map((fact) => (
                    <Step key={fact.id} fact={fact} />
                  ))}
                </ol>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {behaviour === null ? null : (
        <Table
          caption={word('evaluation.values')}
          head={[{ label: word('evaluation.value') }, { label: word('evaluation.rating') }]}
        >
          {behaviour.values.map(({ value, rating }) => (
            <tr key={value}>
              <th scope="row">{code('value', value)}</th>
              <td>{code('rating', rating)}</td>
            </tr>
          ))}
        </Table>
      )}
      <p className="small muted">
        {word('evaluation.policies')} <span className="mono">{policies.join(', ')}</span>
      </p>
    </>
  );
};

/** Read my rating, and see which facts made it. @source console.md 4.2 (Evaluation) */
export const Evaluation = () => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const id = usePart('id');
  const query = useAnswer<Explained>('explanation', { path: { id } });
  return (
    <Page title={word('evaluation.title')} lead={word('evaluation.lead')}>
      <Answered query={query}>
        {({ year, status, contested, predicate, composite, version, explanation, recommendations }) => (
          <>
            <Facts
              of={[
                [word('evaluation.year'), String(year)],
                [
                  word('evaluation.predicate'),
                  predicate === null ? (
                    word('performance.notRated')
                  ) : (
                    <strong>{code('predicate', predicate)}</strong>
                  ),
                ],
                [word('evaluation.composite'), composite === null ? '–' : amount(composite)],
                [
                  word('evaluation.state'),
                  <>
                    <Status kind={status === 'FINAL' ? 'ok' : 'info'} label={code('evaluation', status)} />{' '}
                    {contested ? <Status kind="info" label={word('evaluation.contested')} /> : null}
                  </>,
                ],
                [word('evaluation.version'), `v${version}`],
              ]}
            />
            <EvaluationActs id={id} />
            {recommendations.length === 0 ? null : (
              <Table
                caption={word('evaluation.recommendations')}
                head={[
                  { label: word('evaluation.at') },
                  { label: word('evaluation.composite'), isNumber: true },
                  { label: word('evaluation.predicate') },
                ]}
              >
                {recommendations.map((one) => (
                  <tr key={one.recommendation}>
                    <td>
                      <Moment at={one.at} />
                    </td>
                    <td className="number">{amount(one.composite)}</td>
                    <td>{code('predicate', one.predicate)}</td>
                  </tr>
                ))}
              </Table>
            )}
            {explanation === null ? (
              <p className="note">{word('evaluation.nothingYet')}</p>
            ) : (
              <>
                <Decisions decisions={explanation.decisions} />
                <Grounds explanation={explanation} />
              </>
            )}
            <p>
              <Go to="/data-saya">{word('evaluation.whoLooked')}</Go>
            </p>
          </>
        )}
      </Answered>
    </Page>
  );
};
