import { Answered, Empty } from '../parts/answered';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer, useSignedIn } from '../session/session';
import { useCode, useWord } from '../words/words';
import { lateOf, type UnitLine } from './unit-view';
import { YearChoice } from './year-choice';

/** Every unit that one leads, and what is late in it. @source console.md 4.3 (W13) */
export const Units = () => {
  const word = useWord();
  const code = useCode();
  const { today } = useSignedIn();
  const [{ tahun, dari }] = useAddress();
  const year = tahun ?? today.slice(0, 4);
  const query = useAnswer<{ readonly items: readonly UnitLine[]; readonly next: string | null }>(
    'unitBoards',
    { query: { year, cursor: dari } },
  );
  return (
    <Page title={word('unit.title')} lead={word('unit.lead')}>
      <YearChoice year={year} today={today} />
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('unit.none')}</Empty>
          ) : (
            <>
              <Table
                caption={word('unit.list', { count: items.length, year })}
                head={[
                  { label: word('unit.unit') },
                  { label: word('unit.late') },
                  { label: word('unit.staff'), isNumber: true },
                  { label: word('unit.plans'), isNumber: true },
                  { label: word('unit.rated'), isNumber: true },
                  { label: word('unit.objections'), isNumber: true },
                  { label: word('unit.organisation') },
                ]}
              >
                {items.map((unit) => (
                  <tr key={unit.unitId}>
                    <th scope="row">
                      <Go to={`/pimpinan/unit/${unit.unitId}`} words={{ tahun: year }}>
                        {unit.name}
                      </Go>
                    </th>
                    <td>
                      <Status
                        kind={lateOf(unit) > 0 ? 'bad' : 'ok'}
                        label={word(lateOf(unit) > 0 ? 'unit.lateCount' : 'unit.onTime', {
                          count: lateOf(unit),
                        })}
                      />
                    </td>
                    <td className="number">{unit.staff}</td>
                    <td className="number">{unit.plans}</td>
                    <td className="number">
                      {unit.rated}/{unit.evaluations}
                    </td>
                    <td className="number">
                      {unit.objectionsUpheld}/{unit.objections}
                    </td>
                    <td>{unit.orgPredicate === null ? '–' : code('organisation', unit.orgPredicate)}</td>
                  </tr>
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
