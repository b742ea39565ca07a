import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A field of a form: its label, a hint, what is wrong with it, and the control in between, which is told by what it is described.
 */
export const Field = ({
  id,
  label,
  hint,
  fault,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly children: (described: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
}) => {
  const by = [hint === undefined ? [] : `${id}-hint`, fault === undefined ? [] : `${id}-fault`].flat();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-describedby': by.length === 0 ? undefined : by.join(' '),
        'aria-invalid': fault !== undefined,
      })}
      {fault === undefined ? null : (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
};

/** What is wrong with a form: of which field, and what. */
export type Fault = readonly [id: string, fault: string];

/** All that is wrong with a form, on top of it, each leading to its field; takes the focus when another list comes. */
export const Faults = ({ title, faults }: { readonly title: string; readonly faults: readonly Fault[] }) => {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.focus();
  }, [faults]);
  return faults.length === 0 ? null : (
    <div className="note bad" role="alert" tabIndex={-1} ref={note}>
      <h2>{title}</h2>
      <ul>
        {faults.map(([id, fault]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {fault}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What is wrong with one field. */
export const faultOf = (faults: readonly Fault[], id: string): string | undefined =>
  faults.find(([of]) => of === id)?.[1];
