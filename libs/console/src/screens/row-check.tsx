import { type Receipt, cosignaturesOf, verifyLinkOf } from '../api/verify-link';
import { Answered } from '../parts/answered';
import { Qr } from '../parts/qr';
import { Status } from '../parts/status';
import { useAsk } from '../session/session';
import { useWord } from '../words/words';
import { useQuery } from '@tanstack/react-query';

/** Of one row of a published list: whether the log has it as it is shown, and how anybody checks that without this page. */
export const RowCheck = ({
  datasetId,
  version,
  number,
  shown,
}: {
  readonly datasetId: string;
  readonly version: number;
  readonly number: string;
  /** The row as the file has it, without its number. */
  readonly shown: string;
}) => {
  const word = useWord();
  const ask = useAsk();
  const query = useQuery({
    queryKey: ['row-check', datasetId, version, number],
    queryFn: async ({ signal }) => {
      const receipt = await ask<Receipt>('receipt', {
        path: { datasetId, number },
        query: { version },
        signal,
      });
      return { receipt, link: await verifyLinkOf(receipt) };
    },
  });
  return (
    <section className="next" aria-labelledby="row-check">
      <h2 id="row-check">{word('results.rowCheck', { number })}</h2>
      <Answered query={query}>
        {({ receipt, link }) => {
          const witnesses = cosignaturesOf(receipt);
          return (
            <>
              <p role="status">
                {receipt.row.v === shown ? (
                  <Status kind="ok" label={word('results.same')} />
                ) : (
                  <Status kind="bad" label={word('results.different')} />
                )}{' '}
                {witnesses > 0 ? (
                  <Status kind="ok" label={word('results.witnessed', { count: witnesses })} />
                ) : (
                  <Status kind="warn" label={word('results.unwitnessed')} />
                )}
              </p>
              <p>{word('results.checkYourself')}</p>
              <p>
                <a className="button main" href={link}>
                  {word('results.verify')}
                </a>
              </p>
              <Qr text={new URL(link, window.location.origin).href} label={word('results.qr', { number })} />
            </>
          );
        }}
      </Answered>
    </section>
  );
};
