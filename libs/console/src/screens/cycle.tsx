import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Shares } from '../parts/shares';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import type { UnitLine } from './unit-view';

interface Cycle {
  readonly year: number;
  readonly status: string;
  readonly pinnedPolicies: readonly string[];
  readonly plans: Readonly<Record<string, number>>;
  readonly evaluations: Readonly<Record<string, number>>;
}

interface Overdue {
  readonly kind: string;
  readonly key: string;
  readonly employeeId: string;
  readonly due: string;
  readonly status: string;
}

const PLAN_STATES = ['DRAFT', 'SUBMITTED', 'RETURNED', 'DISPUTED', 'CHANGE_REQUESTED', 'ACTIVE', 'CLOSED'];
const EVALUATION_STATES = [
  'OPENED',
  'RECOMMENDED',
  'RATED',
  'DELIVERED',
  'ACKNOWLEDGED',
  'DEEMED_ACKNOWLEDGED',
  'UNDER_OBJECTION',
  'DECIDED',
  'FINAL',
];

const LateByUnit = ({ year }: { readonly year: number }) => {
  const word = useWord();
  const query = useAnswer<{ readonly items: readonly UnitLine[] }>('unitBoards', { query: { year } });
  return (
    <section aria-labelledby="by-unit">
      <h2 id="by-unit">{word('cycle.byUnit')}</h2>
      <Answered query={query}>
        {({ items }) => {
          const late = items.filter(({ plansOverdue, periodsOverdue }) => plansOverdue + periodsOverdue > 0);
          return late.length === 0 ? (
            <Empty>{word('cycle.noneLate', { count: items.length })}</Empty>
          ) : (
            <Table
              caption={word('cycle.lateUnits', { count: late.length })}
              head={[
                { label: word('unit.unit') },
                { label: word('unit.plansOverdue'), isNumber: true },
                { label: word('unit.periodsOverdue'), isNumber: true },
              ]}
            >
              {late.map(({ unitId, name, plansOverdue, periodsOverdue }) => (
                <tr key={unitId}>
                  <th scope="row">{name}</th>
                  <td className="number">{plansOverdue}</td>
                  <td className="number">{periodsOverdue}</td>
                </tr>
              ))}
            </Table>
          );
        }}
      </Answered>
    </section>
  );
};

const LatePeople = () => {
  const word = useWord();
  const code = useCode();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Overdue[]; readonly next: string | null }>('overdue', {
    query: { cursor: dari },
  });
  return (
    <section aria-labelledby="late">
      <h2 id="late">{word('cycle.late')}</h2>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('cycle.nothingLate')}</Empty>
          ) : (
            <>
              <Table
                caption={word('cycle.lateCount', { count: items.length })}
                head={[
                  { label: word('cycle.what') },
                  { label: word('team.person') },
                  { label: word('cycle.due') },
                  { label: word('evaluation.state') },
                ]}
              >
                {items.map(({ kind, key, employeeId, due, status }) => (
                  <tr key={`${kind} ${key}`}>
                    <th scope="row">{code('overdue', kind)}</th>
                    <td>
                      <code>{employeeId}</code>
                    </td>
                    <td>
                      <Moment at={due} />
                    </td>
                    <td>
                      <Status kind="bad" label={code(kind.toLowerCase(), status)} />
                    </td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </section>
  );
};

/** How far a year is, and what keeps it from being closed. @source console.md 4.3 (W9) */
export const CycleCockpit = () => {
  const word = useWord();
  const code = useCode();
  const [{ tahun }, change] = useAddress();
  const query = useAnswer<{ readonly items: readonly Cycle[] }>('cycles');
  return (
    <Page title={word('cycle.title')} lead={word('cycle.lead')}>
      <Answered query={query}>
        {({ items }) => {
          const cycle = items.find(({ year }) => String(year) === tahun) ?? items[0];
          if (!cycle) return <Empty>{word('cycle.none')}</Empty>;
          const { year, status, plans, evaluations, pinnedPolicies } = cycle;
          const shares = (
            states: readonly string[],
            family: string,
            counts: Readonly<Record<string, number>>,
          ) => states.map((state) => ({ label: code(family, state), count: counts[state] ?? 0 }));
          const open = PLAN_STATES.slice(0, -2).reduce((sum, state) => sum + (plans[state] ?? 0), 0);
          return (
            <>
              <div className="row">
                <span className="field">
                  <label htmlFor="year">{word('performance.year')}</label>
                  <select
                    id="year"
                    value={year}
                    onChange={({ target }) => change({ tahun: target.value, dari: undefined })}
                  >
                    {items.map((one) => (
                      <option key={one.year} value={one.year}>
                        {one.year}
                      </option>
                    ))}
                  </select>
                </span>
                <Status kind={status === 'CLOSED' ? 'ok' : 'info'} label={code('cycle', status)} />
              </div>
              <Shares title={word('cycle.plans')} of={shares(PLAN_STATES, 'plan', plans)} />
              <Shares
                title={word('cycle.evaluations')}
                of={shares(EVALUATION_STATES, 'evaluation', evaluations)}
              />
              <p>{word('cycle.blockers', { plans: open, objections: evaluations.UNDER_OBJECTION ?? 0 })}</p>
              <details>
                <summary>{word('performance.policies', { count: pinnedPolicies.length })}</summary>
                <ul className="plain-list">
                  {pinnedPolicies.map((ref) => (
                    <li key={ref}>
                      <Go to={`/kebijakan/${ref.split('@')[0]}`} words={{ versi: ref.split('@')[1] }}>
                        {ref}
                      </Go>
                    </li>
                  ))}
                </ul>
              </details>
              <LateByUnit year={year} />
              <LatePeople />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};
