import { useState } from 'react';
import { Answered, Empty } from '../parts/answered';
import { type Fault, Faults, faultOf, Field } from '../parts/field';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { PublicAct } from '../parts/public-act';
import { Status } from '../parts/status';
import { useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';

interface Opinion {
  readonly opinionId: string;
  readonly opinionGroup: string;
  readonly institution: string | null;
  readonly status: string;
  readonly adopted: boolean | null;
  readonly submittedAt: string;
  readonly text: string | null;
  readonly answer: string | null;
}

interface Of {
  readonly policy: string;
  readonly version: number;
}

const GiveOpinion = ({ policy, version }: Of) => {
  const word = useWord();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  return (
    <PublicAct<object>
      endpoint="giveOpinion"
      label={word('act.send')}
      request={() => ({ path: { key: policy, version: String(version) }, body: { text } })}
      review={() => {
        const found: Fault[] = text.trim() === '' ? [['opinion', word('tracker.empty')]] : [];
        setFaults(found);
        return found.length > 0
          ? null
          : [
              [word('policy.opinion'), text],
              [word('complaint.who'), word('complaint.anonymous')],
            ];
      }}
      done={() => <p>{word('policy.opinionRecorded')}</p>}
      fields={
        <div className="form">
          <Faults title={word('public.incomplete')} faults={faults} />
          <Field
            id="opinion"
            label={word('policy.opinion')}
            hint={word('policy.opinionHint')}
            fault={faultOf(faults, 'opinion')}
          >
            {(described) => (
              <textarea
                {...described}
                rows={5}
                maxLength={4_000}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
        </div>
      }
    />
  );
};

/** What people said of a version and what they were answered; while it is open, one may say something too. */
export const Opinions = ({ policy, version, isOpen }: Of & { readonly isOpen: boolean }) => {
  const word = useWord();
  const code = useCode();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Opinion[]; readonly next: string | null }>('opinions', {
    path: { key: policy, version: String(version) },
    query: { cursor: dari },
  });
  return (
    <section aria-labelledby="opinions">
      <h2 id="opinions">{word('policy.opinions')}</h2>
      {isOpen ? <GiveOpinion policy={policy} version={version} /> : null}
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('policy.noOpinion')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map(({ opinionId, opinionGroup, institution, adopted, submittedAt, text, answer }) => (
                  <li key={opinionId}>
                    <strong>{institution ?? code('opinionGroup', opinionGroup)}</strong>{' '}
                    <span className="small muted">
                      <Moment at={submittedAt} />
                    </span>
                    <p>{text ?? word('case.wordsErased')}</p>
                    {answer === null ? (
                      <Status kind="info" label={word('policy.unanswered')} />
                    ) : (
                      <>
                        <Status
                          kind={adopted ? 'ok' : 'plain'}
                          label={word(adopted ? 'policy.adopted' : 'policy.notAdopted')}
                        />
                        <p>{answer}</p>
                      </>
                    )}
                  </li>
                ))}
              </ul>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </section>
  );
};
