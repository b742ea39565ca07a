import { useIntl } from 'react-intl';
import { Answered, Empty } from '../parts/answered';
import { Moment, useAmount, useMoment } from '../parts/moment';
import { Page } from '../parts/page';
import { Status, type StatusKind } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer, useSession } from '../session/session';
import { useCode, useWord } from '../words/words';
import { dateOf } from '../parts/moment';

interface Amount {
  readonly measurementId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly rejectionCode: string | null;
  readonly reason: string | null;
}

interface Indicator {
  readonly indicatorId: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'HIGHER' | 'LOWER' | 'RANGE';
  readonly target: string | null;
  readonly weight: string;
  readonly actual?: string | null;
  readonly realisation?: string | null;
  readonly expectedToDate?: string | null;
  readonly onTrack?: boolean | null;
  readonly forecast?: { readonly linear: string | null; readonly seasonal: string | null };
  readonly amounts?: readonly Amount[];
}

interface Plan {
  readonly planId: string;
  readonly position: string;
  readonly status: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly agreeBy: string;
  readonly pinnedPolicies: readonly string[];
  readonly evaluation: {
    readonly evaluationId: string;
    readonly status: string;
    readonly contested: boolean;
    readonly predicate: string | null;
    readonly composite: string | null;
    readonly selfAssessBy: string | null;
    readonly acknowledgeBy: string | null;
    readonly objectBy: string | null;
  } | null;
  readonly indicators: readonly Indicator[];
  readonly indicatorScore: string | null;
  readonly nextSteps?: readonly { readonly indicatorId: string; readonly gain: string }[];
  readonly policyChanges: readonly {
    readonly key: string;
    readonly pinned: string;
    readonly inForce: string;
    readonly since: string;
  }[];
  readonly periods: readonly {
    readonly periodicId: string;
    readonly period: string;
    readonly status: string;
    readonly overdue: boolean;
    readonly predicate: string | null;
    readonly selfReportBy: string | null;
    readonly rateBy: string | null;
  }[];
  readonly obstacles: readonly {
    readonly obstacleId: string;
    readonly indicatorId: string | null;
    readonly status: string;
    readonly due: string | null;
  }[];
  readonly unreadFeedback: number;
}

interface MyPerformance {
  readonly year: number;
  readonly plans: readonly Plan[];
}

const MEASURED: Readonly<Record<string, StatusKind>> = {
  VERIFIED: 'ok',
  CORRECTED: 'ok',
  REPORTED: 'info',
  QUARANTINED: 'warn',
  DISPUTED: 'info',
  REJECTED: 'bad',
};

/** What was reached, beside what was to be reached by today and the target; the sentence beside it says the same. */
const Bullet = ({
  actual,
  expected,
  target,
}: Readonly<Record<'actual' | 'expected' | 'target', number | null>>) => {
  const most = Math.max(actual ?? 0, expected ?? 0, target ?? 0) * 1.1 || 1;
  const at = (value: number): number => (value / most) * 200;
  return (
    <svg className="bullet" viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">
      <rect className="range" width="200" height="20" />
      {actual === null ? null : <rect className="done" y="5" width={at(actual)} height="10" />}
      {target === null ? null : <path className="target" d={`M${at(target)} 0v20`} />}
      {expected === null ? null : <path className="mark" d={`M${at(expected)} 2v16`} />}
    </svg>
  );
};

const numberOf = (text: string | null | undefined): number | null => (text == null ? null : Number(text));

const IndicatorLine = ({ indicator }: { readonly indicator: Indicator }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const { indicatorId, title, unit, target, weight, actual, realisation, expectedToDate, onTrack } =
    indicator;
  const { forecast, amounts = [] } = indicator;
  const sentence = [
    actual == null
      ? word('performance.none', { unit })
      : word('performance.actual', {
          ...{ actual: amount(actual), unit, target: target === null ? '–' : amount(target) },
          realisation: realisation == null ? '–' : amount(realisation, 1),
        }),
    expectedToDate == null ? '' : word('performance.expected', { expected: amount(expectedToDate) }),
  ].join(' ');
  return (
    <li>
      <h3>
        {title} <span className="muted small">{indicatorId}</span>
      </h3>
      <p className="small muted">
        {word('performance.weight', { weight: amount(weight) })} · {code('direction', indicator.direction)}
      </p>
      <Bullet actual={numberOf(actual)} expected={numberOf(expectedToDate)} target={numberOf(target)} />
      <p>
        {sentence}{' '}
        {onTrack == null ? null : (
          <Status
            kind={onTrack ? 'ok' : 'warn'}
            label={word(onTrack ? 'performance.onTrack' : 'performance.behind')}
          />
        )}
      </p>
      {forecast?.linear == null ? null : (
        <p className="small muted">
          {word('performance.forecast', { linear: amount(Number(forecast.linear).toFixed(2)), unit })}
        </p>
      )}
      {amounts.length === 0 ? null : (
        <details>
          <summary>{word('performance.amounts', { count: amounts.length })}</summary>
          <Table
            caption={word('performance.amountsOf', { title })}
            head={[
              { label: word('performance.period') },
              { label: word('performance.quantity', { unit }), isNumber: true },
              { label: word('performance.state') },
            ]}
          >
            {amounts.map(({ measurementId, from, to, quantity, status, rejectionCode, reason }) => (
              <tr key={measurementId}>
                <td>
                  <Moment at={from} /> – <Moment at={to} />
                </td>
                <td className="number">{amount(quantity)}</td>
                <td>
                  <Status kind={MEASURED[status] ?? 'plain'} label={code('measurement', status)} />
                  {rejectionCode === null ? null : <p>{code('rejection', rejectionCode)}</p>}
                  {reason === null ? null : <p>{reason}</p>}
                </td>
              </tr>
            ))}
          </Table>
        </details>
      )}
    </li>
  );
};

/** The one thing to do next: what has a day comes before what helps. */
const NextStep = ({ plan, today }: { readonly plan: Plan; readonly today: string }) => {
  const word = useWord();
  const moment = useMoment();
  const amount = useAmount();
  const { evaluation, periods, nextSteps = [], indicators } = plan;
  const isOver = plan.status === 'CLOSED';
  const overdue = isOver ? undefined : periods.find((period) => period.overdue && period.status === 'DUE');
  const open =
    evaluation?.status === 'DELIVERED' && evaluation.objectBy !== null && evaluation.objectBy >= today;
  const [best] = isOver ? [] : nextSteps;
  const named = indicators.find(({ indicatorId }) => indicatorId === best?.indicatorId);
  return (
    <section className="next" aria-labelledby={`next-${plan.planId}`}>
      <h2 id={`next-${plan.planId}`}>{word('performance.next')}</h2>
      {open ? (
        <p>
          {word('performance.nextAnswer', { by: moment(evaluation.objectBy ?? '') })}{' '}
          <Go to={`/kinerja/penilaian/${evaluation.evaluationId}`}>{word('performance.openEvaluation')}</Go>
        </p>
      ) : overdue ? (
        <p>
          {word('performance.nextReport', { period: overdue.period, by: moment(overdue.selfReportBy ?? '') })}
        </p>
      ) : null}
      {named && best ? (
        <p>{word('performance.nextGain', { title: named.title, gain: amount(best.gain, 1) })}</p>
      ) : null}
      {!open && !overdue && !named ? <p>{word('performance.nextNothing')}</p> : null}
    </section>
  );
};

const PlanSection = ({ plan, today }: { readonly plan: Plan; readonly today: string }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const { position, status, periodStart, periodEnd, evaluation, indicators, indicatorScore, periods } = plan;
  return (
    <section aria-labelledby={plan.planId}>
      <h2 id={plan.planId}>
        {position}: <Moment at={periodStart} /> – <Moment at={periodEnd} />
      </h2>
      <p>
        <Status kind={status === 'ACTIVE' ? 'ok' : 'plain'} label={code('plan', status)} />
      </p>
      <NextStep plan={plan} today={today} />
      {status === 'ACTIVE' ? (
        <p>
          <Go to={`/kinerja/lapor/${periodStart.slice(0, 4)}`} className="button">
            {word('performance.report')}
          </Go>
        </p>
      ) : null}
      {evaluation === null ? null : (
        <div className="note info">
          <h3>{word('performance.evaluation')}</h3>
          <p>
            {evaluation.predicate === null ? (
              word('performance.notRated')
            ) : (
              <strong>{code('predicate', evaluation.predicate)}</strong>
            )}
            {evaluation.composite === null
              ? ''
              : ` · ${word('performance.composite', { composite: amount(evaluation.composite) })}`}{' '}
            <Status
              kind={evaluation.status === 'FINAL' ? 'ok' : 'info'}
              label={code('evaluation', evaluation.status)}
            />{' '}
            {evaluation.contested ? <Status kind="info" label={word('evaluation.contested')} /> : null}
          </p>
          <p>
            <Go to={`/kinerja/penilaian/${evaluation.evaluationId}`}>{word('performance.why')}</Go>
          </p>
        </div>
      )}
      <h3>{word('performance.indicators')}</h3>
      {indicatorScore === null ? null : <p>{word('performance.score', { score: amount(indicatorScore) })}</p>}
      <ul className="plain-list">
        {indicators.map((indicator) => (
          <IndicatorLine key={indicator.indicatorId} indicator={indicator} />
        ))}
      </ul>
      {periods.length === 0 ? null : (
        <Table
          caption={word('performance.periods')}
          head={[
            { label: word('performance.period') },
            { label: word('performance.state') },
            { label: word('performance.reportBy') },
            { label: word('performance.rateBy') },
            { label: word('performance.predicate') },
          ]}
        >
          {periods.map(({ periodicId, period, status: state, overdue, selfReportBy, rateBy, predicate }) => (
            <tr key={periodicId}>
              <th scope="row">{period}</th>
              <td>
                <Status
                  kind={overdue && state === 'DUE' ? 'bad' : state === 'ACKNOWLEDGED' ? 'ok' : 'info'}
                  label={code('period', overdue && state === 'DUE' ? 'OVERDUE' : state)}
                />
              </td>
              <td>{selfReportBy === null ? '–' : <Moment at={selfReportBy} />}</td>
              <td>{rateBy === null ? '–' : <Moment at={rateBy} />}</td>
              <td>{predicate === null ? '–' : code('predicate', predicate)}</td>
            </tr>
          ))}
        </Table>
      )}
      {plan.policyChanges.map(({ key, pinned, inForce, since }) => (
        <p key={key} className="note">
          {word('performance.policyChanged', { pinned, inForce })} <Moment at={since} />
        </p>
      ))}
      <details>
        <summary>{word('performance.policies', { count: plan.pinnedPolicies.length })}</summary>
        <p className="mono">{plan.pinnedPolicies.join(', ')}</p>
      </details>
    </section>
  );
};

/** Where do I stand, why, and what helps most. @source console.md 4.2 (W7) */
export const Performance = () => {
  const word = useWord();
  const intl = useIntl();
  const { today } = useSession();
  const [{ tahun }, change] = useAddress();
  const thisYear = Number(dateOf(today).slice(0, 4));
  const year = /^2\d{3}$/.test(tahun ?? '') ? Number(tahun) : thisYear;
  const query = useAnswer<MyPerformance>('myPerformance', { query: { year } });
  return (
    <Page title={word('performance.title')} lead={word('performance.lead')}>
      <div className="row field">
        <span>
          <label htmlFor="year">{word('performance.year')}</label>
          <select id="year" value={year} onChange={({ target }) => change({ tahun: target.value })}>
            {[0, 1, 2, 3].map((back) => (
              <option key={back} value={thisYear - back}>
                {intl.formatNumber(thisYear - back, { useGrouping: false })}
              </option>
            ))}
          </select>
        </span>
      </div>
      <Answered query={query}>
        {({ plans }) =>
          plans.length === 0 ? (
            <Empty>{word('performance.empty', { year: String(year) })}</Empty>
          ) : (
            plans.map((plan) => <PlanSection key={plan.planId} plan={plan} today={dateOf(today)} />)
          )
        }
      </Answered>
    </Page>
  );
};
