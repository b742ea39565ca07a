import { Answered, Empty } from '../parts/answered';
import { useAmount } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';

interface Line {
  readonly applicationId: string;
  readonly participantNo: string;
  readonly workSampleSha256: string | null;
  readonly status: string;
  readonly members: number;
  readonly sealed: number;
  readonly sealedByMe: boolean;
  readonly mean: string | null;
  readonly spread: string | null;
}

/**
 * Whom a panel scores, by number and work sample: what others scored is not in the answer before it is revealed, so nothing of it is
 * hidden here. @source console.md 4.3 (W10)
 */
export const PanelBoard = () => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const id = usePart('vacancy');
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Line[]; readonly next: string | null }>('panelBoard', {
    path: { id },
    query: { cursor: dari },
  });
  return (
    <Page title={word('panel.board')} lead={word('panel.boardLead')}>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('panel.nobody')}</Empty>
          ) : (
            <>
              <Table
                caption={word('panel.scored', { count: items.length })}
                head={[
                  { label: word('vacancy.participant') },
                  { label: word('panel.mine') },
                  { label: word('panel.sealed'), isNumber: true },
                  { label: word('evaluation.state') },
                  { label: word('panel.mean'), isNumber: true },
                  { label: word('panel.spread'), isNumber: true },
                ]}
              >
                {items.map(
                  ({ applicationId, participantNo, status, members, sealed, sealedByMe, mean, spread }) => (
                    <tr key={applicationId}>
                      <th scope="row" className="mono">
                        {participantNo}
                      </th>
                      <td>
                        <Status
                          kind={sealedByMe ? 'ok' : 'warn'}
                          label={word(sealedByMe ? 'panel.sealedByMe' : 'panel.toSeal')}
                        />
                      </td>
                      <td className="number">{word('panel.of', { sealed, members })}</td>
                      <td>{code('panelStatus', status)}</td>
                      <td className="number">{mean === null ? '–' : amount(mean, 3)}</td>
                      <td className="number">{spread === null ? '–' : amount(spread, 3)}</td>
                    </tr>
                  ),
                )}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
};
