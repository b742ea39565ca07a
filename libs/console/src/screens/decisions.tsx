import type { ReactNode } from 'react';
import { shown } from '../api/audit';
import type { EndpointName } from '../api/endpoints';
import { Answered, Empty } from '../parts/answered';
import { EndOf, Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Facts } from '../parts/table';
import { useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';

type File = Readonly<Record<string, unknown>>;

/** A kind of file that waits for a leader: where it is asked for, in which states it waits, and what it is called by. */
interface Kind {
  readonly name: string;
  readonly endpoint: EndpointName;
  readonly query?: Readonly<Record<string, string>>;
  readonly waits: (file: File) => boolean;
  readonly called: (file: File) => string;
  readonly due?: (file: File) => unknown;
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : shown(value));
const isOneOf =
  (...states: readonly string[]) =>
  ({ status }: File): boolean =>
    states.includes(text(status));

const KINDS: readonly Kind[] = [
  {
    ...{ name: 'formation', endpoint: 'formations', query: { status: 'proposed' } },
    waits: isOneOf('proposed'),
    called: ({ position, level }) => `${text(position)} ${text(level)}`,
  },
  {
    ...{ name: 'vacancy', endpoint: 'vacancyDrafts', waits: () => true },
    called: ({ position, year }) => `${text(position)} ${text(year)}`,
  },
  { ...{ name: 'policy', endpoint: 'policyDrafts', waits: () => true }, called: ({ key }) => text(key) },
  {
    ...{ name: 'promotion', endpoint: 'promotions', waits: isOneOf('APPROVED', 'HELD') },
    called: ({ position, kind }) => `${text(position)} (${text(kind)})`,
    due: ({ decideBy }) => decideBy,
  },
  {
    ...{ name: 'reward', endpoint: 'rewards', waits: isOneOf('PROPOSED') },
    called: ({ ruleId, year }) => `${text(ruleId)} ${text(year)}`,
  },
  {
    ...{ name: 'placement', endpoint: 'placements', waits: isOneOf('PROPOSED') },
    called: ({ position }) => text(position),
  },
  {
    ...{ name: 'employmentEnd', endpoint: 'employmentEnds', waits: isOneOf('proposed', 'PROPOSED') },
    called: ({ ground, employeeId }) => text(ground ?? employeeId),
  },
];

const Waiting = ({ kind }: { readonly kind: Kind }): ReactNode => {
  const word = useWord();
  const code = useCode();
  const { name, endpoint, query: words = {}, waits, called, due } = kind;
  const [{ [name]: cursor }] = useAddress();
  const query = useAnswer<{ readonly items: readonly File[]; readonly next: string | null }>(endpoint, {
    query: { ...words, cursor },
  });
  const heading = `decision-${name}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{code('decision', name)}</h2>
      <Answered query={query}>
        {({ items, next }) => {
          const waiting = items.filter(waits);
          return (
            <>
              {waiting.length === 0 ? (
                <Empty>{word('decisions.none', { of: items.length })}</Empty>
              ) : (
                <ul className="plain-list">
                  {waiting.map((file, at) => {
                    const until = due?.(file);
                    return (
                      <li key={at}>
                        <strong>{called(file)}</strong>
                        {typeof until === 'string' ? (
                          <>
                            {' '}
                            {word('home.by')} <EndOf day={until} />
                          </>
                        ) : null}
                        <details>
                          <summary>{word('decisions.file')}</summary>
                          <Facts
                            of={Object.entries(file)
                              .filter(([, value]) => value !== null)
                              .map(([field, value]) => [
                                field,
                                typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? (
                                  <Moment key={field} at={value} />
                                ) : (
                                  shown(value)
                                ),
                              ])}
                          />
                        </details>
                      </li>
                    );
                  })}
                </ul>
              )}
              <NextPage after={next} name={name} />
            </>
          );
        }}
      </Answered>
    </section>
  );
};

/** What waits for a leader's decision, each with its file. @source console.md 4.3 (Decisions) */
export const Decisions = () => {
  const word = useWord();
  return (
    <Page title={word('decisions.title')} lead={word('decisions.lead')}>
      {KINDS.map((kind) => (
        <Waiting key={kind.name} kind={kind} />
      ))}
    </Page>
  );
};
