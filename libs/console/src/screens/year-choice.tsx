import { useAddress } from '../places/address';
import { useWord } from '../words/words';

const BEFORE = 4;

/** Which year; the address holds it. */
export const YearChoice = ({ year, today }: { readonly year: string; readonly today: string }) => {
  const word = useWord();
  const [, change] = useAddress();
  const last = Number(today.slice(0, 4));
  const years = Array.from({ length: BEFORE + 1 }, (_, back) => String(last - back));
  return (
    <div className="field">
      <label htmlFor="year">{word('performance.year')}</label>
      <select
        id="year"
        value={year}
        onChange={({ target }) => change({ tahun: target.value, dari: undefined })}
      >
        {[...new Set([year, ...years])]
          .sort()
          .reverse()
          .map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
      </select>
    </div>
  );
};
