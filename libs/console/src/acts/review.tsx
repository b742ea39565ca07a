import { Failure } from '../parts/answered';
import { Page } from '../parts/page';
import { Facts } from '../parts/table';
import { useSignedIn } from '../session/session';
import type { Line } from './act';
import { CopyText } from './copy-text';
import { useSay } from './say';

/** What is about to be recorded, in full, before it is. @source console.md 3 (action with effect) */
export const Review = ({
  title,
  about,
  said,
  rule,
  consequence,
  clock,
  isSending,
  error,
  sendIt,
  back,
}: {
  readonly title: string;
  readonly about: string;
  readonly said: readonly Line[];
  readonly rule: string;
  readonly consequence: string;
  readonly clock: string | null;
  readonly isSending: boolean;
  readonly error: Error | null;
  readonly sendIt: () => void;
  readonly back: () => void;
}) => {
  const { word, code } = useSay();
  const { person, role } = useSignedIn();
  return (
    <Page title={word('act.reviewOf', { title })} lead={word('act.notYet')}>
      <Facts
        of={[
          [word('act.who'), person.name],
          [word('act.as'), code('role', role)],
          [word('act.about'), about],
          ...said.map(({ label, value }) => [label, value] as const),
          [word('act.rule'), rule],
          [word('act.consequence'), consequence],
          ...(clock === null ? [] : [[word('act.clock'), clock] as const]),
        ]}
      />
      {error ? (
        <>
          <Failure error={error} again={sendIt} />
          <p>{word('act.textKept')}</p>
          <CopyText lines={said} />
        </>
      ) : null}
      <div className="row">
        <button
          type="button"
          className="button main"
          aria-disabled={isSending}
          onClick={isSending ? undefined : sendIt}
        >
          {isSending ? word('act.sending') : word('act.send')}
        </button>
        <button
          type="button"
          className="button"
          aria-disabled={isSending}
          onClick={isSending ? undefined : back}
        >
          {word('act.back')}
        </button>
      </div>
      <p role="status" className="away">
        {isSending ? word('act.sending') : ''}
      </p>
    </Page>
  );
};
