import { NewsBar } from '../live/news-bar';
import { Answered, Empty } from '../parts/answered';
import { dateOf, Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer, useSession } from '../session/session';
import { useCode, useWord } from '../words/words';

interface Line {
  readonly employeeId: string;
  readonly planId: string | null;
  readonly planStatus: string | null;
  readonly planOverdue: boolean | null;
  readonly waiting: number;
  readonly contestedAmounts: number;
  readonly feedbackGiven: number;
  readonly obstacles: number;
  readonly support: number;
  readonly periods: number;
  readonly periodsOverdue: number;
  readonly evaluationId: string | null;
  readonly evaluationStatus: string | null;
  readonly contested: boolean | null;
  readonly predicate: string | null;
  readonly rateBy: string | null;
  readonly decideBy: string | null;
  readonly behind: readonly string[];
}

interface Employee {
  readonly employeeId: string;
  readonly positions: readonly { readonly to: string | null; readonly position: string }[];
}

/** What waits for the supervisor of this line, one point for each: the board is sorted by it. */
const waitsForMe = ({ waiting, contestedAmounts, support, obstacles, evaluationStatus }: Line): number =>
  waiting + contestedAmounts + support + obstacles + (evaluationStatus === 'RECOMMENDED' ? 1 : 0);

const Row = ({ line, position }: { readonly line: Line; readonly position: string | undefined }) => {
  const word = useWord();
  const code = useCode();
  const { employeeId, planStatus, planOverdue, waiting, contestedAmounts, support, obstacles } = line;
  const {
    periodsOverdue,
    evaluationId,
    evaluationStatus,
    predicate,
    contested,
    rateBy,
    behind,
    feedbackGiven,
  } = line;
  const waits = [
    ...(waiting > 0 ? [word('team.waiting', { count: waiting })] : []),
    ...(contestedAmounts > 0 ? [word('team.contested', { count: contestedAmounts })] : []),
    ...(support > 0 ? [word('team.support', { count: support })] : []),
    ...(obstacles > 0 ? [word('team.obstacles', { count: obstacles })] : []),
    ...(evaluationStatus === 'RECOMMENDED' ? [word('team.rate')] : []),
  ];
  return (
    <tr>
      <th scope="row">
        {position ?? word('team.unknown')} <code className="small">…{employeeId.slice(-4)}</code>
      </th>
      <td>{waits.length === 0 ? word('team.nothing') : waits.join('; ')}</td>
      <td>
        {planStatus === null ? (
          <Status kind="bad" label={word('team.noPlan')} />
        ) : (
          <Status kind={planOverdue ? 'bad' : 'plain'} label={code('plan', planStatus)} />
        )}
      </td>
      <td>
        {behind.length === 0 ? (
          <Status kind="ok" label={word('team.onTrack')} />
        ) : (
          <Status kind="warn" label={word('team.behind', { which: behind.join(', ') })} />
        )}
        {periodsOverdue > 0 ? (
          <>
            {' '}
            <Status kind="bad" label={word('team.periodsOverdue', { count: periodsOverdue })} />
          </>
        ) : null}
      </td>
      <td className="number">{feedbackGiven}</td>
      <td>
        {evaluationId === null || evaluationStatus === null ? (
          '–'
        ) : (
          <>
            <Go to={`/kinerja/penilaian/${evaluationId}`}>
              {predicate === null ? code('evaluation', evaluationStatus) : code('predicate', predicate)}
              <span className="away"> {position}</span>
            </Go>
            {contested ? (
              <>
                {' '}
                <Status kind="info" label={word('evaluation.contested')} />
              </>
            ) : null}
            {rateBy !== null && predicate === null ? (
              <span className="small muted">
                {' '}
                {word('home.by')} <Moment at={rateBy} />
              </span>
            ) : null}
          </>
        )}
      </td>
    </tr>
  );
};

/** Who waits for me. @source console.md 4.2 (Team board) */
export const Team = () => {
  const word = useWord();
  const { today } = useSession();
  const [{ tahun, dari }, change] = useAddress();
  const thisYear = Number(dateOf(today).slice(0, 4));
  const year = /^2\d{3}$/.test(tahun ?? '') ? Number(tahun) : thisYear;
  const board = useAnswer<{ readonly items: readonly Line[]; readonly next: string | null }>('teamBoard', {
    query: { year, cursor: dari },
  });
  const { data: employees } = useAnswer<{ readonly items: readonly Employee[] }>('employees');
  const positions = new Map(
    employees?.items.map(({ employeeId, positions: held }) => [
      employeeId,
      (held.find(({ to }) => to === null) ?? held.at(-1))?.position,
    ]),
  );
  return (
    <Page title={word('team.title')} lead={word('team.lead')}>
      <NewsBar topic="team" />
      <div className="row field">
        <span>
          <label htmlFor="year">{word('performance.year')}</label>
          <select
            id="year"
            value={year}
            onChange={({ target }) => change({ tahun: target.value, dari: undefined })}
          >
            {[0, 1, 2].map((back) => (
              <option key={back} value={thisYear - back}>
                {String(thisYear - back)}
              </option>
            ))}
          </select>
        </span>
      </div>
      <Answered query={board}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('team.empty', { year: String(year) })}</Empty>
          ) : (
            <>
              <Table
                caption={word('team.board', { count: items.length })}
                head={[
                  { label: word('team.person') },
                  { label: word('team.waits') },
                  { label: word('team.plan') },
                  { label: word('team.progress') },
                  { label: word('team.feedback'), isNumber: true },
                  { label: word('team.evaluation') },
                ]}
              >
                {[...items]
                  .sort((one, other) => waitsForMe(other) - waitsForMe(one))
                  .map((line) => (
                    <Row
                      key={`${line.employeeId} ${line.planId ?? ''}`}
                      line={line}
                      position={positions.get(line.employeeId)}
                    />
                  ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
};
