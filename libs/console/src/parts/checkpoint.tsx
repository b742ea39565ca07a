import { useQuery } from '@tanstack/react-query';
import { send } from '../api/request';
import { useWord } from '../words/words';
import { Answered } from './answered';
import { Status } from './status';
import { Facts } from './table';

/** The newest checkpoint of the public log, as its note says: whose log, how long, its root, and who signed. */
export const noteOf = (text: string) => {
  const [body = '', signatures = ''] = text.split('\n\n');
  const [origin = '', size = '', root = ''] = body.split('\n');
  const signers = [...signatures.matchAll(/^— (\S+) /gm)].map(([, name = '']) => name);
  return { origin, size: Number(size), root, witnesses: signers.filter((name) => name !== origin) };
};

export const Checkpoint = () => {
  const word = useWord();
  const query = useQuery({
    queryKey: ['checkpoint'],
    queryFn: async ({ signal }) => noteOf(await (await send('/log/checkpoint', { signal })).text()),
  });
  return (
    <section aria-labelledby="checkpoint">
      <h2 id="checkpoint">{word('shell.checkpoint')}</h2>
      <Answered query={query}>
        {({ origin, size, root, witnesses }) => (
          <>
            <Facts
              of={[
                [word('log.origin'), <code key="origin">{origin}</code>],
                [word('log.size'), word('log.entries', { size })],
                [word('log.root'), <code key="root">{root}</code>],
                [
                  word('log.witnesses'),
                  witnesses.length === 0 ? (
                    <Status key="none" kind="warn" label={word('results.unwitnessed')} />
                  ) : (
                    <span key="some">
                      <Status kind="ok" label={word('results.witnessed', { count: witnesses.length })} />{' '}
                      {witnesses.join(', ')}
                    </span>
                  ),
                ],
              ]}
            />
            <p>
              <a href="/log/checkpoint">{word('log.note')}</a> · <a href="/log.vkey">{word('log.key')}</a> ·{' '}
              <a href="/v">{word('results.verify')}</a>
            </p>
          </>
        )}
      </Answered>
    </section>
  );
};
