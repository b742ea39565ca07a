import type { ReactNode } from 'react';
import { useWord } from '../words/words';
import type { Fault } from './act';

interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

const faultAt = (faults: readonly Fault[], id: string): Fault | undefined =>
  faults.find(({ field }) => field === id);

const describing = (id: string, hint: ReactNode, fault: Fault | undefined): string | undefined =>
  [...(hint === undefined ? [] : [`${id}-hint`]), ...(fault ? [`${id}-fault`] : [])].join(' ') || undefined;

const FaultNote = ({ id, fault }: { readonly id: string; readonly fault: Fault | undefined }) =>
  fault ? (
    <span id={`${id}-fault`} className="fault">
      {fault.text}
    </span>
  ) : null;

/** A field with its name, what it is for, and what is wrong with it. */
export const Field = ({
  id,
  label,
  hint,
  faults,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly faults: readonly Fault[];
  readonly children: (described: Described) => ReactNode;
}) => {
  const fault = faultAt(faults, id);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': describing(id, hint, fault), 'aria-invalid': fault !== undefined })}
      <FaultNote id={id} fault={fault} />
    </div>
  );
};

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of a few, or some of them; none is chosen for anybody. */
export const Choice = ({
  id,
  label,
  hint,
  faults,
  options,
  chosen,
  choose,
  several = false,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly faults: readonly Fault[];
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
  readonly several?: boolean;
}) => {
  const fault = faultAt(faults, id);
  return (
    <fieldset className="field" aria-describedby={describing(id, hint, fault)}>
      <legend>{label}</legend>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {options.map(({ value, label: said }, at) => (
        // The first of them is what a fault leads to.
        <span className="option" key={value}>
          <input
            type={several ? 'checkbox' : 'radio'}
            id={at === 0 ? id : `${id}-${value}`}
            name={id}
            value={value}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              choose(
                several
                  ? target.checked
                    ? [...chosen, value]
                    : chosen.filter((one) => one !== value)
                  : [value],
              )
            }
          />
          <label htmlFor={at === 0 ? id : `${id}-${value}`}>{said}</label>
        </span>
      ))}
      <FaultNote id={id} fault={fault} />
    </fieldset>
  );
};

/** Longest text that any service takes. */
const MOST = 4_000;

/** Words that stay in the record: how many there are, how many there must be, who will read them, and what good ones are like. */
export const Reason = ({
  id,
  label,
  readers,
  example,
  least,
  faults,
  text,
  write,
  most = MOST,
}: {
  readonly id: string;
  readonly label: string;
  readonly readers: string;
  readonly example?: string;
  /** Null where none is needed, or it is not known how much. */
  readonly least: number | null;
  readonly faults: readonly Fault[];
  readonly text: string;
  readonly write: (text: string) => void;
  readonly most?: number;
}) => {
  const word = useWord();
  const said = text.trim().length;
  return (
    <Field
      id={id}
      label={label}
      hint={
        <>
          {readers} {example === undefined ? null : <>{word('act.example', { example })} </>}
          <span className="count">
            {least === null ? word('act.count', { said, most }) : word('act.countOf', { said, least })}
          </span>
        </>
      }
      faults={faults}
    >
      {(described) => (
        <textarea
          {...described}
          rows={4}
          maxLength={most}
          value={text}
          onChange={({ target }) => write(target.value)}
        />
      )}
    </Field>
  );
};
