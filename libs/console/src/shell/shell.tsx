import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Live } from '../live/live';
import { useMoment } from '../parts/moment';
import { Go } from '../places/address';
import { listedFor } from '../places/places';
import { type Role, signIn, useAnswer, useSession, useSessionActs } from '../session/session';
import { useCode, useLanguage, useWord } from '../words/words';
import { KeyList } from './key-list';
import { useKeys, useKeysSetting } from './keys';

const Mark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="6" fill="#0b5c6e" />
    <path
      d="M9 23c0-5 14-4 14-9M9 23h.01M23 9h.01"
      fill="none"
      stroke="#fff"
      strokeWidth="4"
      strokeLinecap="round"
    />
  </svg>
);

const RoleSwitch = ({ roles, role }: { readonly roles: readonly Role[]; readonly role: Role }) => {
  const word = useWord();
  const code = useCode();
  const navigate = useNavigate();
  const { switchRole } = useSessionActs();
  if (roles.length < 2) return <span className="muted small">{code('role', role)}</span>;
  return (
    <span className="field">
      <label htmlFor="role" className="away">
        {word('shell.role')}
      </label>
      <select
        id="role"
        value={role}
        onChange={({ target }) =>
          void switchRole(target.value as Role).then(() => navigate({ to: '/', search: {} }))
        }
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {code('role', one)}
          </option>
        ))}
      </select>
    </span>
  );
};

const LanguageSwitch = () => {
  const { language, choose } = useLanguage();
  return (
    <span role="group" aria-label="Bahasa / Language">
      {(['id', 'en'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="button slim"
          aria-pressed={language === one}
          lang={one}
          onClick={() => choose(one)}
        >
          <span aria-hidden="true">{one.toUpperCase()}</span>
          <span className="away">{one === 'id' ? 'Bahasa Indonesia' : 'English'}</span>
        </button>
      ))}
    </span>
  );
};

/** How many messages nobody has read yet, beside the inbox. */
const Unread = () => {
  const word = useWord();
  const { data } = useAnswer<{ readonly unread: number }>('unread');
  if (!data || data.unread === 0) return null;
  return (
    <span className="status info">
      <span aria-hidden="true">{data.unread}</span>
      <span className="away">{word('shell.unread', { count: data.unread })}</span>
    </span>
  );
};

const Account = () => {
  const word = useWord();
  const session = useSession();
  const { signOut } = useSessionActs();
  if (!session.signedIn)
    return (
      <button type="button" className="button main slim" onClick={signIn}>
        {word('session.signIn')}
      </button>
    );
  return (
    <>
      <RoleSwitch roles={session.roles} role={session.role} />
      <span>{session.person.name}</span>
      <button type="button" className="button slim" onClick={() => void signOut()}>
        {word('session.signOut')}
      </button>
    </>
  );
};

/** What stands around each screen. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const word = useWord();
  const moment = useMoment();
  const session = useSession();
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const places = listedFor(session.signedIn ? session.role : 'public');
  const [keysAreOn, turnKeys] = useKeysSetting();
  const [isListing, setListing] = useState(false);
  useKeys(
    places,
    keysAreOn,
    useCallback(() => setListing(true), []),
  );
  // What was shown above a new screen must not hide its beginning.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <>
      <Live />
      <a
        className="skip"
        href="#isi"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        {word('shell.skip')}
      </a>
      <header>
        {session.isSimulated ? (
          <p className="demonstration">{word('shell.demonstration', { today: moment(session.today) })}</p>
        ) : null}
        <div className="head">
          <Go to="/" className="brand">
            <Mark />
            <span>Jejak · Kota Contoh</span>
          </Go>
          <LanguageSwitch />
          <Account />
        </div>
      </header>
      <div className="body">
        <nav className="nav" aria-label={word('shell.navigation')}>
          <ul>
            {places.map(({ path, title }) => (
              <li key={path}>
                <Go to={path}>
                  {word(title)}
                  {path === '/pesan' && session.signedIn ? <Unread /> : null}
                </Go>
              </li>
            ))}
            {!session.signedIn || session.role === 'inspector' ? (
              <li>
                {/* A page of its own, that works when it is saved too. */}
                <a href="/v">{word('results.verify')}</a>
              </li>
            ) : null}
          </ul>
        </nav>
        <main className="content" id="isi" ref={content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <footer className="foot">
        <a href="/log/checkpoint">{word('shell.checkpoint')}</a> · <a href="/docs">{word('shell.api')}</a> ·{' '}
        <button type="button" className="button slim" onClick={() => setListing(true)}>
          {word('shell.keys')}
        </button>
      </footer>
      {isListing ? (
        <KeyList places={places} isOn={keysAreOn} turn={turnKeys} close={() => setListing(false)} />
      ) : null}
    </>
  );
};
