import type { Act } from '../../acts/act';
import { useSay } from '../../acts/say';
import { Go } from '../../places/address';
import { useAnswer, useSignedIn } from '../../session/session';
import { useWord } from '../../words/words';
import { acknowledge } from './acknowledge';
import { decideObjection } from './decide-objection';
import { type EvaluationSeen, readsEvaluation } from './evaluation-seen';
import { fileObjection } from './file-objection';
import { hearObjection } from './hear-objection';
import { rateAnnual } from './rate-annual';

type Offered = readonly [Pick<Act<object, EvaluationSeen>, 'name' | 'title' | 'refusal'>, string];

const OF_EMPLOYEE = (id: string): readonly Offered[] => [
  [acknowledge, `/kinerja/penilaian/${id}/tanggapan`],
  [fileObjection, `/kinerja/penilaian/${id}/keberatan`],
];
const OF_SUPERVISOR = (id: string): readonly Offered[] => [
  [rateAnnual, `/tim/penilaian/${id}`],
  [hearObjection, `/keberatan/${id}/sidang`],
  [decideObjection, `/keberatan/${id}`],
];

/** What one can do about an evaluation, and why not where that is so: a right that is over stays visible. */
export const EvaluationActs = ({ id }: { readonly id: string }) => {
  const word = useWord();
  const say = useSay();
  const { role, person } = useSignedIn();
  const { endpoint, asked } = readsEvaluation(id);
  const { data } = useAnswer<EvaluationSeen>(endpoint, asked);
  if (!data) return null;
  const isOwn = data.employeeId === person.id;
  if (role === 'employee' && !isOwn) return null;
  // Who rated does not decide on the own rating: who does says the service.
  const hasRated = role === 'supervisor' && data.raterId === person.id && data.objection !== null;
  const offered = role === 'employee' ? OF_EMPLOYEE(id) : OF_SUPERVISOR(id);
  return (
    <section className="next" aria-labelledby="own-acts">
      <h2 id="own-acts">{word('evaluationAct.yours')}</h2>
      {hasRated ? <p>{word('evaluationAct.rated')}</p> : null}
      {offered.map(([{ name, title, refusal }, to]) => {
        const why = refusal?.(data, say, role) ?? null;
        return (
          <p key={name}>
            {why === null ? (
              <Go to={to} className="button">
                {word(title)}
              </Go>
            ) : (
              <>
                <strong>{word(title)}</strong>: <span className="muted">{why}</span>
              </>
            )}
          </p>
        );
      })}
    </section>
  );
};
