import { Page } from '../parts/page';
import { Go } from '../places/address';
import { useCode, useWord } from '../words/words';
import { CHECKS } from './checks';

/** The questions that are asked of the whole log. @source console.md 4.1 (Checks) */
export const CheckList = () => {
  const word = useWord();
  const code = useCode();
  return (
    <Page title={word('checks.title')} lead={word('checks.lead')}>
      <ul className="plain-list">
        {Object.keys(CHECKS).map((name) => (
          <li key={name}>
            <Go to={`/i/cek/${name}`}>{code('check', name)}</Go>
            <p className="small muted">{code('checkWhat', name)}</p>
          </li>
        ))}
      </ul>
      <p>
        <Go to="/i/log">{word('log.title')}</Go> · <Go to="/i/kendali">{word('controls.title')}</Go>
      </p>
    </Page>
  );
};
