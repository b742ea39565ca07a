import { useMemo } from 'react';
import { useAmount, useMoment } from '../parts/moment';
import { useCode, useWord } from '../words/words';

/** The reader's language, for what is put together outside of a page. */
export interface Say {
  readonly word: ReturnType<typeof useWord>;
  readonly code: ReturnType<typeof useCode>;
  readonly amount: ReturnType<typeof useAmount>;
  readonly moment: ReturnType<typeof useMoment>;
}

export const useSay = (): Say => {
  const [word, code, amount, moment] = [useWord(), useCode(), useAmount(), useMoment()];
  return useMemo(() => ({ word, code, amount, moment }), [word, code, amount, moment]);
};
