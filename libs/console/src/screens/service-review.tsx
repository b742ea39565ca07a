import { useState } from 'react';
import { type Fault, Faults, faultOf, Field } from '../parts/field';
import { Page } from '../parts/page';
import { PublicAct } from '../parts/public-act';
import { useCode, useWord } from '../words/words';

const ASPECTS = ['speed', 'accuracy', 'courtesy'] as const;
type Aspect = (typeof ASPECTS)[number];
const MARKS = [1, 2, 3, 4] as const;
const KEPT_AS = 'jejak.perangkat';

/** A random number by which this browser is known again when somebody reviews from it often; made when the first review is sent. */
const device = (): string => {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept !== null) return kept;
  const made = crypto.randomUUID();
  localStorage.setItem(KEPT_AS, made);
  return made;
};

/** To say how one visit was, with the code of its receipt. @source console.md 4.4 (W15) */
export const ServiceReview = () => {
  const word = useWord();
  const code = useCode();
  const [receipt, setReceipt] = useState('');
  const [text, setText] = useState('');
  const [marks, setMarks] = useState<Partial<Record<Aspect, number>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const review = () => {
    const found: Fault[] = [
      ...(receipt.trim() === '' ? [['receipt', word('review.codeMissing')] as const] : []),
      ...ASPECTS.filter((aspect) => marks[aspect] === undefined).map(
        (aspect) => [`${aspect}-1`, word('review.markMissing', { of: code('aspect', aspect) })] as const,
      ),
    ];
    setFaults(found);
    if (found.length > 0) return null;
    return [
      [word('review.code'), receipt.trim()],
      ...ASPECTS.map(
        (aspect) => [code('aspect', aspect), code('mark', String(marks[aspect] ?? ''))] as const,
      ),
      ...(text.trim() === '' ? [] : [[word('review.text'), text] as const]),
      [word('complaint.who'), word('review.anonymous')],
    ] as const;
  };
  return (
    <Page title={word('review.title')} lead={word('review.lead')}>
      <PublicAct<object>
        endpoint="submitReview"
        label={word('review.send')}
        review={review}
        request={() => ({
          body: {
            code: receipt.trim(),
            aspects: marks,
            ...(text.trim() === '' ? {} : { text }),
            device: device(),
          },
        })}
        done={() => (
          <>
            <h2>{word('review.sent')}</h2>
            <p>{word('review.sentWhat')}</p>
          </>
        )}
        fields={
          <div className="form">
            <Faults title={word('public.incomplete')} faults={faults} />
            <Field
              id="receipt"
              label={word('review.code')}
              hint={word('review.codeHint')}
              fault={faultOf(faults, 'receipt')}
            >
              {(described) => (
                <input
                  {...described}
                  className="mono"
                  autoComplete="off"
                  value={receipt}
                  onChange={({ target }) => setReceipt(target.value)}
                />
              )}
            </Field>
            {ASPECTS.map((aspect) => (
              <fieldset key={aspect}>
                <legend>{code('aspect', aspect)}</legend>
                {faultOf(faults, `${aspect}-1`) === undefined ? null : (
                  <span className="fault">{faultOf(faults, `${aspect}-1`)}</span>
                )}
                <div className="choices">
                  {MARKS.map((mark) => (
                    <label key={mark} className="choice">
                      <input
                        id={`${aspect}-${mark}`}
                        type="radio"
                        name={aspect}
                        checked={marks[aspect] === mark}
                        onChange={() => setMarks({ ...marks, [aspect]: mark })}
                      />
                      {code('mark', String(mark))}
                    </label>
                  ))}
                </div>
              </fieldset>
            ))}
            <Field id="text" label={word('review.text')} hint={word('review.textHint')}>
              {(described) => (
                <textarea
                  {...described}
                  rows={4}
                  maxLength={4_000}
                  value={text}
                  onChange={({ target }) => setText(target.value)}
                />
              )}
            </Field>
            <p className="small muted">{word('review.device')}</p>
          </div>
        }
      />
    </Page>
  );
};
