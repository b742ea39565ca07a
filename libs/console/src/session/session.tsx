import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Asked, ask, type Bearing, send } from '../api/request';
import type { EndpointName } from '../api/endpoints';
import { useLanguage } from '../words/words';

/** Roles that a person can have, as the token names them. */
export type Role =
  | 'public'
  | 'applicant'
  | 'employee'
  | 'supervisor'
  | 'hr_admin'
  | 'committee'
  | 'leadership'
  | 'inspector'
  | 'operator'
  | 'monitor'
  | 'service';

/** What day it is where the services are: in a demonstration another than here. */
interface Today {
  readonly today: string;
  readonly isSimulated: boolean;
}

/** Somebody is signed in at this browser. */
export interface SignedIn extends Today {
  readonly signedIn: true;
  readonly person: { readonly id: string; readonly name: string };
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly csrf: string;
  readonly idleAt: string;
  readonly endsAt: string;
}

export type Session = SignedIn | (Today & { readonly signedIn: false });

const SESSION_KEY = ['session'];
const CurrentSession = createContext<Session>({ signedIn: false, today: '', isSimulated: false });

/** Knows who is signed in, for everything below it. Shows `waiting` until that is known. */
export const SessionProvider = ({
  waiting,
  failed,
  children,
}: {
  readonly waiting: ReactNode;
  readonly failed: (error: Error, again: () => void) => ReactNode;
  readonly children: ReactNode;
}) => {
  const { data, error, refetch } = useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => (await (await send('/session', { signal })).json()) as Session,
    staleTime: Infinity,
  });
  if (data) return <CurrentSession value={data}>{children}</CurrentSession>;
  return error ? failed(error, () => void refetch()) : waiting;
};

export const useSession = (): Session => useContext(CurrentSession);

/** Of pages that nobody sees without signing in. @throws Error where one is shown to nobody: a defect */
export const useSignedIn = (): SignedIn => {
  const session = useSession();
  if (!session.signedIn) throw new Error('This page is for those who are signed in.');
  return session;
};

/** Leaves for the issuer and comes back to this very address. */
export const signIn = (): void => {
  const { pathname, search } = window.location;
  window.location.assign(`/session/sign-in?to=${encodeURIComponent(pathname + search)}`);
};

/** What a signed-in person can do with the session itself. */
export const useSessionActs = () => {
  const session = useSession();
  const queries = useQueryClient();
  const csrf = session.signedIn ? session.csrf : '';
  return {
    signOut: async (): Promise<void> => {
      await send('/session/sign-out', { method: 'POST', headers: { 'X-CSRF': csrf } });
      queries.clear();
      // A page of nobody: nothing of what was shown stays in memory.
      window.location.assign('/app/');
    },
    switchRole: async (role: Role): Promise<void> => {
      const response = await send('/session/role', {
        method: 'POST',
        headers: { 'X-CSRF': csrf, 'Content-Type': 'application/json' },
        body: JSON.stringify({ role }),
      });
      const next = (await response.json()) as Session;
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] });
      queries.setQueryData(SESSION_KEY, next);
    },
  };
};

/** What every request carries now. */
export const useBearing = (): Bearing => {
  const session = useSession();
  const { language } = useLanguage();
  const role = session.signedIn ? session.role : undefined;
  const csrf = session.signedIn ? session.csrf : undefined;
  return useMemo(() => ({ role, csrf, language }), [role, csrf, language]);
};

/** Asks a service under the role that is shown. */
export const useAsk = () => {
  const bearing = useBearing();
  return useMemo(
    () =>
      <T,>(name: EndpointName, asked?: Asked): Promise<T> =>
        ask<T>(name, bearing, asked),
    [bearing],
  );
};

/**
 * What a service answers, kept while the page is open and asked for again when one comes back to it.
 * @param asked null: not yet to be asked
 */
export const useAnswer = <T,>(name: EndpointName, asked: Omit<Asked, 'signal'> | null = {}) => {
  const bearing = useBearing();
  return useQuery<T>({
    // Refusals come in the reader's language, and what one sees depends on the role.
    queryKey: [name, bearing.role, bearing.language, asked],
    queryFn: ({ signal }) => ask<T>(name, bearing, { ...asked, signal }),
    enabled: asked !== null,
  });
};
