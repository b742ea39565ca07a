import { Answered, Empty } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { Page } from '../parts/page';
import { Shares } from '../parts/shares';
import { Facts, Table } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer, useSignedIn } from '../session/session';
import { useCode, useWord } from '../words/words';
import type { UnitBoard } from './unit-view';
import { YearChoice } from './year-choice';

interface Ikm {
  readonly surveyId: string;
  readonly from: string;
  readonly to: string;
  readonly index: string;
  readonly band: string;
  readonly n: number;
}

const PREDICATES = ['SANGAT_BAIK', 'BAIK', 'BUTUH_PERBAIKAN', 'KURANG', 'SANGAT_KURANG'];
const FIGURES = [
  'staff',
  'plans',
  'plansOverdue',
  'periodsOverdue',
  'obstaclesOpen',
  'obstaclesEscalated',
  'supportOpen',
  'amountsWaiting',
  'amountsRejected',
  'evaluations',
  'rated',
  'final',
  'contested',
  'objections',
  'objectionsUpheld',
  'rewards',
] as const;

/** What people who were served say of the unit. */
const CitizenIndex = ({ unit }: { readonly unit: string }) => {
  const word = useWord();
  const amount = useAmount();
  const query = useAnswer<{ readonly items: readonly Ikm[] }>('ikm', { path: { id: unit } });
  return (
    <section aria-labelledby="ikm">
      <h2 id="ikm">{word('unit.ikm')}</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{word('unit.noIkm')}</Empty>
          ) : (
            <ul className="plain-list">
              {items.map(({ surveyId, from, to, index, band, n }) => (
                <li key={surveyId}>
                  <strong>
                    {amount(index, 2)} ({band})
                  </strong>{' '}
                  {word('shares.n', { n })}{' '}
                  <span className="small muted">
                    <Moment at={from} /> – <Moment at={to} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
};

const Board = ({ of }: { readonly of: UnitBoard }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  return (
    <>
      {of.policyChanges.map(({ pinned, inForce, since }) => (
        <p key={pinned} className="note small">
          {word('performance.policyChanged', { pinned, inForce })} <Moment at={since} />
        </p>
      ))}
      <Facts of={FIGURES.map((figure) => [word(`unit.${figure}`), String(of[figure])] as const)} />
      <h2>{word('unit.predicates')}</h2>
      <Shares
        title={word('unit.predicates')}
        of={PREDICATES.map((predicate) => ({
          label: code('predicate', predicate),
          count: of.predicates[predicate] ?? 0,
        }))}
      />
      <h2>{word('unit.achievements')}</h2>
      {of.achievements.length === 0 ? (
        <Empty>{word('unit.noAchievement')}</Empty>
      ) : (
        <Table
          caption={word('unit.achievementsOf', { count: of.achievements.length })}
          head={[
            { label: word('unit.indicator') },
            { label: word('unit.mean'), isNumber: true },
            { label: word('unit.measured'), isNumber: true },
          ]}
        >
          {of.achievements.map(({ indicatorId, plans, measured, mean }) => (
            <tr key={indicatorId}>
              <th scope="row" className="mono">
                {indicatorId}
              </th>
              <td className="number">{mean === null ? '–' : `${amount(mean, 2)} %`}</td>
              <td className="number">
                {measured}/{plans}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <CitizenIndex unit={of.unitId} />
    </>
  );
};

/** One unit in a year: what it has reached, and what is late. @source console.md 4.3 (W13) */
export const Unit = () => {
  const word = useWord();
  const id = usePart('id');
  const { today } = useSignedIn();
  const [{ tahun }] = useAddress();
  const year = tahun ?? today.slice(0, 4);
  const query = useAnswer<UnitBoard>('unitBoard', { path: { id }, query: { year } });
  return (
    <Page title={query.data?.name ?? word('unit.unit')}>
      <YearChoice year={year} today={today} />
      <Answered query={query}>{(board) => <Board of={board} />}</Answered>
    </Page>
  );
};
