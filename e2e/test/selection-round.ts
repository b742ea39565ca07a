/** An applicant of a made-up round; scores as the file has them. */
export interface Applicant {
  readonly participant: string;
  readonly formationCode: string;
  readonly formation: string;
  readonly list: string;
  readonly gpa: string;
  readonly twk: number;
  readonly tiu: number;
  readonly tkp: number;
  readonly skb: string;
}

/** A published place. */
export interface Place {
  readonly participant: string;
  readonly formationCode: string;
  readonly list: string;
  readonly skd: number;
  readonly finalScore: string;
  readonly position: number;
}

export const COLUMNS = 'participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb';

/** Whole numbers from 0 up to a limit, the same for every run. */
const chance = (seed: number): ((below: number) => number) => {
  let state = BigInt(seed);
  return (below) => {
    // Knuth's MMIX constants.
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number((state >> 33n) % BigInt(below));
  };
};

const FORMATIONS = [
  { code: 'BIDAN-01', name: 'Bidan Terampil', lists: ['1', '2', 'P3'], size: 37 },
  { code: 'guru.mtk', name: 'Guru Matematika, Ahli Pertama', lists: ['umum'], size: 88 },
  { code: 'arsip_7', name: 'Arsiparis "Ahli" Pertama', lists: ['1', 'afirmasi'], size: 41 },
  { code: 'Z', name: 'Penata Kelola Pemerintahan – Daerah Terpencil', lists: ['1'], size: 1 },
] as const;

const fixed = (thousandths: bigint, places: number): string => {
  const text = thousandths.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
};

/**
 * A round unlike the demonstration's: other formations, lists and sizes, scores with up to 3 decimals, and ties of every
 * depth, the deepest one in everything.
 */
export const makeRound = (seed: number): Applicant[] => {
  const next = chance(seed);
  const applicants: Applicant[] = [];
  for (const { code, name, lists, size } of FORMATIONS)
    for (const list of lists)
      for (let at = 0; at < size; at++) {
        const participant = `R${seed}-${String(applicants.length + 1).padStart(4, '0')}`;
        const own: Applicant = {
          ...{ participant, formationCode: code, formation: name, list },
          gpa: fixed(BigInt(200 + next(201)), 2),
          ...{ twk: next(31) * 5, tiu: next(36) * 5, tkp: next(226) },
          skb: next(4) === 0 ? String(next(101)) : fixed(BigInt(next(100_001)), 3),
        };
        const before = applicants.at(-1);
        const tie = before?.list === list && before.formationCode === code ? next(12) : -1;
        applicants.push(tie < 0 || tie > 4 || !before ? own : tied(own, before, tie));
      }
  // As a file comes: not by list.
  for (let at = applicants.length - 1; at > 0; at--) {
    const other = next(at + 1);
    [applicants[at], applicants[other]] = [applicants[other], applicants[at]];
  }
  return applicants;
};

/** Equal to the one before in the final score and the total; the deeper, in more of what would separate them. */
const tied = (own: Applicant, before: Applicant, depth: number): Applicant => {
  const { twk, tiu, tkp, skb, gpa } = before;
  const same = { ...own, twk, tiu, tkp, skb };
  if (depth === 0 && tkp >= 5 && tiu <= 170) return { ...same, tkp: tkp - 5, tiu: tiu + 5 };
  if (depth === 1 && tiu >= 5 && twk <= 145) return { ...same, tiu: tiu - 5, twk: twk + 5 };
  return depth === 4 ? { ...same, gpa } : same;
};

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The file, a line an applicant. */
export const fileOf = (applicants: readonly Applicant[]): string =>
  [
    COLUMNS,
    ...applicants.map(({ participant, formationCode, formation, list, gpa, twk, tiu, tkp, skb }) =>
      [participant, formationCode, quoted(formation), list, gpa, twk, tiu, tkp, skb].join(','),
    ),
    '',
  ].join('\n');

/** Thousandths of a decimal text with up to 3 places. */
const thousandths = (text: string): bigint => {
  const [whole, places = ''] = text.split('.');
  return BigInt(whole) * 1000n + BigInt(places.padEnd(3, '0'));
};

const halfUp = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

/** round3(round3(round3(skd × 100 / 550) × 0.4) + round3(skb × 0.6)), in thousandths. */
const finalOf = ({ twk, tiu, tkp, skb }: Applicant): bigint => {
  const percent = halfUp(BigInt(twk + tiu + tkp) * 100n * 1000n, 550n);
  return halfUp(percent * 4n, 10n) + halfUp(thousandths(skb) * 6n, 10n);
};

const unpadded = (text: string): string => text.replace(/\.?0+$/, '');

/**
 * The places that the rules give, worked out here alone: by final score, then the total, TKP, TIU, TWK and GPA, all descending;
 * what nothing separates stays as the file has it. In the order of the file.
 */
export const placesOf = (applicants: readonly Applicant[]): { places: Place[]; unresolved: number } => {
  const lists = new Map<string, Applicant[]>();
  for (const applicant of applicants) {
    const key = `${applicant.formationCode} ${applicant.list}`;
    lists.set(key, [...(lists.get(key) ?? []), applicant]);
  }
  const positions = new Map<string, number>();
  let unresolved = 0;
  for (const list of lists.values()) {
    const keyed = list.map((applicant) => {
      const { twk, tiu, tkp, gpa } = applicant;
      const by = [finalOf(applicant), BigInt(twk + tiu + tkp), BigInt(tkp), BigInt(tiu), BigInt(twk)];
      return { applicant, by: [...by, thousandths(gpa)] };
    });
    type Keyed = (typeof keyed)[number];
    const compare = (a: Keyed, b: Keyed): number => {
      const at = a.by.findIndex((value, index) => value !== b.by[index]);
      return at < 0 ? 0 : a.by[at] > b.by[at] ? -1 : 1;
    };
    keyed.sort(compare);
    keyed.forEach(({ applicant }, index) => {
      positions.set(applicant.participant, index + 1);
      if (index > 0 && compare(keyed[index - 1], keyed[index]) === 0) unresolved++;
    });
  }
  const places = applicants.map((applicant): Place => {
    const { participant, formationCode, list, twk, tiu, tkp } = applicant;
    return {
      ...{ participant, formationCode, list, skd: twk + tiu + tkp },
      finalScore: unpadded(fixed(finalOf(applicant), 3)),
      position: positions.get(participant) ?? 0,
    };
  });
  return { places, unresolved };
};

/** The published results as a file. */
export const resultsOf = (places: readonly Place[]): string =>
  [
    'participant,formation_code,list,skd,final_score,position_in_list',
    ...places.map(({ participant, formationCode, list, skd, finalScore, position }) =>
      [participant, formationCode, list, skd, finalScore, position].join(','),
    ),
    '',
  ].join('\r\n');
