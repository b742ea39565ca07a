import type { Occasion, Topic } from '@jejak/contracts/notification';
import { RuleViolated } from '@jejak/kernel';

/** One sentence in both languages. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

/** What a text may name: nothing that says who it is about, and no score. @source domain.md 11 */
export const PLACEHOLDERS = ['dueOn'] as const;

const what: Readonly<Record<Topic, Text>> = {
  WORK_PLAN: { id: 'Kesepakatan SKP', en: 'A work plan (SKP)' },
  REPORT: { id: 'Laporan kinerja', en: 'A performance report' },
  APPRAISAL: { id: 'Penilaian kinerja', en: 'A performance rating' },
  EVALUATION_DELIVERED: { id: 'Hasil penilaian kinerja', en: 'A delivered evaluation' },
  EVALUATION: { id: 'Langkah dalam penilaian kinerja', en: 'A step of an evaluation' },
  IMPROVEMENT: { id: 'Rencana perbaikan kinerja', en: 'An improvement plan' },
  OBSTACLE: { id: 'Tindak lanjut kendala', en: 'The follow-up of an obstacle' },
  SUPPORT: { id: 'Dukungan yang dijanjikan', en: 'Support that was granted' },
  SUMMONS: { id: 'Panggilan', en: 'A summons' },
  SANCTION_DECIDED: { id: 'Keputusan disiplin', en: 'A disciplinary decision' },
  DISCIPLINE: { id: 'Banding disiplin', en: 'A disciplinary appeal' },
  COMPLAINT: { id: 'Pengaduan masyarakat', en: 'A citizen’s complaint' },
  ONBOARDING: { id: 'Tugas orientasi', en: 'Onboarding tasks' },
  PROBATION: { id: 'Pelatihan dasar dalam masa percobaan', en: 'Basic training in the probation year' },
  TRAINING: { id: 'Pelatihan', en: 'A training' },
  PROMOTION: { id: 'Usulan kenaikan pangkat', en: 'A promotion case' },
  POLICY_REVIEW: { id: 'Tinjauan kebijakan', en: 'A policy review' },
  INSPECTION: { id: 'Tanggapan kepada Inspektorat', en: 'An answer to the inspectorate' },
  DATA_REQUEST: { id: 'Permintaan atas data pribadi', en: 'A request about personal data' },
  SELECTION_OBJECTION: { id: 'Jawaban atas sanggahan', en: 'The answer to an applicant’s objection' },
  RESULT_PUBLISHED: { id: 'Hasil seleksi', en: 'A selection result' },
  APPLICATION: { id: 'Lamaran Anda', en: 'Your application' },
  VACANCY: { id: 'Lowongan', en: 'A vacancy' },
  WELCOME: { id: 'Selamat bergabung', en: 'Welcome' },
  CONFIRMATION: { id: 'Langganan pemberitahuan', en: 'Notifications' },
};

/** Told once: what has happened. */
const NOTICES: Readonly<Partial<Record<Topic, Text>>> = {
  WORK_PLAN: {
    id: 'Banyak target sebuah unit ditandai tidak realistis: seluruh target unit itu perlu ditinjau.',
    en: 'Many targets of a unit were flagged as unrealistic: all targets of the unit are to be reviewed.',
  },
  EVALUATION_DELIVERED: {
    id: 'Hasil penilaian kinerja Anda telah disampaikan. Keberatan dapat diajukan sampai {dueOn}.',
    en: 'Your evaluation has been delivered. You can object until {dueOn}.',
  },
  EVALUATION: {
    id: 'Keberatan atas penilaian kinerja Anda telah diputus.',
    en: 'The objection to your evaluation has been decided.',
  },
  SUMMONS: {
    id: 'Anda dipanggil untuk didengar pada {dueOn}.',
    en: 'You are summoned to be heard on {dueOn}.',
  },
  SANCTION_DECIDED: {
    id: 'Ada keputusan disiplin untuk Anda. Banding dapat diajukan sampai {dueOn}.',
    en: 'There is a disciplinary decision for you. You can appeal until {dueOn}.',
  },
  RESULT_PUBLISHED: {
    id: 'Hasil seleksi telah diumumkan. Sanggahan dapat diajukan sampai {dueOn}.',
    en: 'A selection result has been published. Objections are taken until {dueOn}.',
  },
  APPLICATION: { id: 'Ada perkembangan pada lamaran Anda.', en: 'There is news about your application.' },
  VACANCY: {
    id: 'Lowongan baru telah diumumkan. Pendaftaran ditutup pada {dueOn}.',
    en: 'A vacancy has been announced. Registration closes on {dueOn}.',
  },
  WELCOME: {
    id: 'Selamat bergabung. Lihat apa yang menanti Anda di hari-hari pertama.',
    en: 'Welcome. See what awaits you in the first days.',
  },
  TRAINING: { id: 'Anda mendapat tempat dalam pelatihan.', en: 'You have a seat in a training.' },
  PROMOTION: {
    id: 'Usulan kenaikan pangkat Anda telah diputus.',
    en: 'Your promotion case has been decided.',
  },
  CONFIRMATION: {
    id: 'Konfirmasikan langganan pemberitahuan Anda sampai {dueOn}.',
    en: 'Confirm your subscription until {dueOn}.',
  },
};

/** The text that this service comes with; version 0. */
export const defaultText = (topic: Topic, occasion: Occasion): Text => {
  const { id, en } = what[topic];
  switch (occasion) {
    case 'NOTICE':
      return NOTICES[topic] ?? { id: `${id}: ada perkembangan.`, en: `${en}: there is news.` };
    case 'REMINDER':
      return {
        id: `${id} jatuh tempo pada {dueOn}.`,
        en: `${en} is due on {dueOn}.`,
      };
    case 'ESCALATION':
      return {
        id: `${id} melewati tenggat {dueOn} dan belum diselesaikan.`,
        en: `${en} was due on {dueOn} and is not done.`,
      };
  }
};

/** @throws RuleViolated PLACEHOLDER_UNKNOWN where a text names what no message tells */
export const checkPlaceholders = (text: string, field: string): void => {
  const named = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  const stray = /[{}]/.test(text.replace(/\{[^{}]*\}/g, ''));
  const unknown = named.find((name) => !(PLACEHOLDERS as readonly string[]).includes(name));
  if (unknown !== undefined || stray)
    throw new RuleViolated('PLACEHOLDER_UNKNOWN', 'A text may name the last day only, as {dueOn}.', {
      field,
      params: { allowed: PLACEHOLDERS.map((name) => `{${name}}`) },
    });
};

const MONTHS = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const;

/** `31 Januari 2026`. @param date legal date */
export const dateText = (date: string, language: 'id' | 'en'): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[language][month - 1]} ${year}`;
};

/** A text with what it names; where nothing is due, without the sentences that would name it. */
export const filled = ({ id, en }: Text, dueOn: string | null): Text => {
  const fill = (text: string, language: 'id' | 'en'): string => {
    if (dueOn !== null) return text.replaceAll('{dueOn}', dateText(dueOn, language));
    const rest = text.split(/(?<=[.!?])\s+/).filter((sentence) => !sentence.includes('{dueOn}'));
    return rest.length > 0 ? rest.join(' ') : text.replaceAll('{dueOn}', '–');
  };
  return { id: fill(id, 'id'), en: fill(en, 'en') };
};
