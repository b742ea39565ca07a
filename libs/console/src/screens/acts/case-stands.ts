import type { Line } from '../../acts/act';
import type { Say } from '../../acts/say';
import type { InspectionFile } from '../inspection';

/** How a case stands. */
export const caseStands = (file: InspectionFile, { word, moment }: Say): readonly Line[] => [
  { label: word('case.letter'), value: file.assignment ?? '–' },
  { label: word('cases.state'), value: word(file.status === 'OPEN' ? 'cases.open' : 'cases.closed') },
  { label: word('cases.period'), value: `${moment(file.fromDate)} – ${moment(file.toDate)}` },
  { label: word('case.question'), value: file.question ?? word('case.wordsErased') },
  { label: word('caseAct.findings'), value: String(file.findings.length) },
  { label: word('caseAct.requests'), value: String(file.requests.length) },
];
