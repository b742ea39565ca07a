import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  useSearch,
} from '@tanstack/react-router';
import { Offline } from './api/problem';
import { Failure } from './parts/answered';
import { Page } from './parts/page';
import { parseWords, writeWords } from './places/address';
import { homeOf, type Place, type PlaceName, PLACES } from './places/places';
import { signIn, useSession, useSessionActs } from './session/session';
import { Shell } from './shell/shell';
import { useCode, useWord } from './words/words';
import type { ComponentType } from 'react';

/** For those who are not signed in: what this is, and the way in. */
const Welcome = () => {
  const word = useWord();
  const { masuk }: { readonly masuk?: string } = useSearch({ strict: false });
  return (
    <Page title={word('welcome.title')}>
      {masuk === 'gagal' ? (
        <div className="note bad" role="alert">
          <p>{word('session.failed')}</p>
        </div>
      ) : null}
      <p>{word('welcome.what')}</p>
      <button type="button" className="button main" onClick={signIn}>
        {word('session.signIn')}
      </button>
    </Page>
  );
};

const Home = () => {
  const session = useSession();
  return session.signedIn ? <Navigate to={homeOf(session.role)} replace /> : <Welcome />;
};

/** Lets through who may be here; says to others what is missing and how to get it. */
const Gate = ({
  place: { roles, title },
  Screen,
}: {
  readonly place: Place;
  readonly Screen: ComponentType;
}) => {
  const word = useWord();
  const code = useCode();
  const session = useSession();
  const { switchRole } = useSessionActs();
  if (roles === undefined) return <Screen />;
  if (!session.signedIn) return <Welcome />;
  if (roles.includes(session.role)) return <Screen />;
  const other = session.roles.find((role) => roles.includes(role));
  const names = roles.map((role) => code('role', role)).join(', ');
  return (
    <Page title={word(title)}>
      <div className="note warn">
        <h2>{word('gate.role', { role: code('role', session.role) })}</h2>
        <p>{word('gate.needs', { roles: names })}</p>
        {other === undefined ? (
          <p>{word('gate.grant')}</p>
        ) : (
          <button type="button" className="button main" onClick={() => void switchRole(other)}>
            {word('gate.switch', { role: code('role', other) })}
          </button>
        )}
      </div>
    </Page>
  );
};

const SCREENS: Readonly<Record<PlaceName, ReturnType<typeof lazyRouteComponent>>> = {
  search: lazyRouteComponent(() => import('./screens/search'), 'Search'),
  controls: lazyRouteComponent(() => import('./screens/controls'), 'Controls'),
  cases: lazyRouteComponent(() => import('./screens/cases'), 'Cases'),
  case: lazyRouteComponent(() => import('./screens/case'), 'Case'),
  object: lazyRouteComponent(() => import('./screens/object'), 'ObjectTimeline'),
  why: lazyRouteComponent(() => import('./screens/why'), 'Why'),
  clearControl: lazyRouteComponent(() => import('./screens/acts/clear-control'), 'ClearControl'),
  shareFinding: lazyRouteComponent(() => import('./screens/acts/share-finding'), 'ShareFinding'),
  closeInspection: lazyRouteComponent(() => import('./screens/acts/close-inspection'), 'CloseInspection'),
  team: lazyRouteComponent(() => import('./screens/team'), 'Team'),
  home: lazyRouteComponent(() => import('./screens/home'), 'OwnDuties'),
  performance: lazyRouteComponent(() => import('./screens/performance'), 'Performance'),
  evaluation: lazyRouteComponent(() => import('./screens/evaluation'), 'Evaluation'),
  acknowledge: lazyRouteComponent(() => import('./screens/acts/acknowledge'), 'Acknowledge'),
  fileObjection: lazyRouteComponent(() => import('./screens/acts/file-objection'), 'FileObjection'),
  reportProgress: lazyRouteComponent(() => import('./screens/acts/report-progress'), 'ReportProgress'),
  rateAnnual: lazyRouteComponent(() => import('./screens/acts/rate-annual'), 'RateAnnual'),
  hearObjection: lazyRouteComponent(() => import('./screens/acts/hear-objection'), 'HearObjection'),
  decideObjection: lazyRouteComponent(() => import('./screens/acts/decide-objection'), 'DecideObjection'),
  inbox: lazyRouteComponent(() => import('./screens/inbox'), 'Inbox'),
  myData: lazyRouteComponent(() => import('./screens/my-data'), 'MyData'),
  dataRequest: lazyRouteComponent(() => import('./screens/acts/data-request'), 'DataRequest'),
  vacancies: lazyRouteComponent(() => import('./screens/vacancies'), 'Vacancies'),
  vacancy: lazyRouteComponent(() => import('./screens/vacancy'), 'Vacancy'),
  results: lazyRouteComponent(() => import('./screens/results'), 'Results'),
  applications: lazyRouteComponent(() => import('./screens/applications'), 'MyApplications'),
  application: lazyRouteComponent(() => import('./screens/application'), 'Application'),
  complaint: lazyRouteComponent(() => import('./screens/complaint'), 'FileComplaint'),
  tracker: lazyRouteComponent(() => import('./screens/tracker'), 'Tracker'),
  serviceReview: lazyRouteComponent(() => import('./screens/service-review'), 'ServiceReview'),
  policies: lazyRouteComponent(() => import('./screens/policies'), 'Policies'),
  policy: lazyRouteComponent(() => import('./screens/policy'), 'Policy'),
  openData: lazyRouteComponent(() => import('./screens/open-data'), 'OpenData'),
  operations: lazyRouteComponent(() => import('./screens/operations'), 'Operations'),
  operated: lazyRouteComponent(() => import('./screens/operated-service'), 'OperatedService'),
  checks: lazyRouteComponent(() => import('./screens/check-list'), 'CheckList'),
  check: lazyRouteComponent(() => import('./screens/check'), 'Check'),
  log: lazyRouteComponent(() => import('./screens/log'), 'Log'),
  person: lazyRouteComponent(() => import('./screens/person-trail'), 'PersonTrail'),
  cycle: lazyRouteComponent(() => import('./screens/cycle'), 'CycleCockpit'),
  units: lazyRouteComponent(() => import('./screens/units'), 'Units'),
  unit: lazyRouteComponent(() => import('./screens/unit'), 'Unit'),
  decisions: lazyRouteComponent(() => import('./screens/decisions'), 'Decisions'),
  panelTasks: lazyRouteComponent(() => import('./screens/panel-tasks'), 'PanelTasks'),
  panelBoard: lazyRouteComponent(() => import('./screens/panel-board'), 'PanelBoard'),
  dataset: lazyRouteComponent(() => import('./screens/dataset'), 'Dataset'),
};

/** A screen behind its gate; its files can be fetched before one goes there. */
const gated = (place: Place, Screen: (typeof SCREENS)[PlaceName]) =>
  Object.assign(() => <Gate place={place} Screen={Screen} />, { preload: () => Screen.preload?.() });

const NotHere = () => {
  const word = useWord();
  return (
    <Page title={word('gate.nowhere')}>
      <p>{word('gate.nowhereWhat')}</p>
    </Page>
  );
};

/** A screen whose files do not come is a network that is not there. */
const asFailure = (error: unknown): Error =>
  error instanceof Error && !/dynamically imported module/.test(error.message)
    ? error
    : new Offline('No answer arrived.', { cause: error });

const root = createRootRoute({
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
  notFoundComponent: NotHere,
  errorComponent: ({ error, reset }) => <Failure error={asFailure(error)} again={reset} />,
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const places = (Object.entries(PLACES) as [PlaceName, Place][]).map(([name, place]) =>
  createRoute({
    getParentRoute: () => root,
    path: place.path,
    component: gated(place, SCREENS[name]),
  }),
);

/** Which screen an address shows. Files of a screen are fetched when one is about to go there. */
export const router = createRouter({
  routeTree: root.addChildren([home, ...places]),
  basepath: '/app',
  defaultPreload: 'intent',
  parseSearch: parseWords,
  stringifySearch: writeWords,
});
