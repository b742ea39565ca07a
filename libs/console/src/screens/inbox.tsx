import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answered, Empty, Failure } from '../parts/answered';
import { NewsBar } from '../live/news-bar';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go, useAddress } from '../places/address';
import { placeAt } from '../places/places';
import { useAnswer, useAsk, useSignedIn } from '../session/session';
import { useCode, useLanguage, useWord } from '../words/words';

interface Message {
  readonly messageId: string;
  readonly topic: string;
  readonly legal: boolean;
  readonly late: boolean;
  readonly title: Readonly<Record<'id' | 'en', string>>;
  readonly link: string;
  readonly dueOn: string | null;
  readonly queuedAt: string;
  readonly readAt: string | null;
}

const MessageLine = ({ message }: { readonly message: Message }) => {
  const word = useWord();
  const code = useCode();
  const ask = useAsk();
  const queries = useQueryClient();
  const { language } = useLanguage();
  const { role } = useSignedIn();
  // The same for every attempt: read twice is read once.
  const [key] = useState(() => crypto.randomUUID());
  const reading = useMutation({
    mutationFn: () => ask('markRead', { path: { id: message.messageId }, key }),
    onSuccess: () =>
      Promise.all(['inbox', 'unread'].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
  const to = placeAt(message.link, role);
  return (
    <li>
      <strong>{message.title[language]}</strong>
      <br />
      {message.readAt === null ? <Status kind="info" label={word('inbox.unread')} /> : null}{' '}
      {message.legal ? <Status kind="warn" label={word('inbox.legal')} /> : null}{' '}
      <span className="muted small">
        {code('topic', message.topic)} · <Moment at={message.queuedAt} />
      </span>
      {reading.error ? <Failure error={reading.error} again={() => reading.mutate()} /> : null}
      <p>
        {to === undefined ? null : <Go to={to}>{word('inbox.open')}</Go>}{' '}
        {message.readAt === null ? (
          <button
            type="button"
            className="button slim"
            disabled={reading.isPending}
            onClick={() => reading.mutate()}
          >
            {word('inbox.markRead')}
            <span className="away">: {message.title[language]}</span>
          </button>
        ) : (
          <span className="muted small">
            {word('inbox.readAt')} <Moment at={message.readAt} />
          </span>
        )}
      </p>
    </li>
  );
};

/** What I was told, the newest first. */
export const Inbox = () => {
  const word = useWord();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Message[]; readonly next: string | null }>('inbox', {
    query: { cursor: dari },
  });
  return (
    <Page title={word('inbox.title')} lead={word('inbox.lead')}>
      <NewsBar topic="inbox" />
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('inbox.empty')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map((message) => (
                  <MessageLine key={message.messageId} message={message} />
                ))}
              </ul>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
};
