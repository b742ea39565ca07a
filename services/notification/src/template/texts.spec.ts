import { OCCASIONS, TOPICS } from '@jejak/contracts/notification';
import { DomainError } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { checkPlaceholders, dateText, defaultText, filled } from './texts';

describe('texts of messages', () => {
  it('come with the service, for each topic and occasion, with known placeholders', () => {
    for (const topic of TOPICS)
      for (const occasion of OCCASIONS) {
        const { id, en } = defaultText(topic, occasion);
        for (const text of [id, en]) {
          expect(text.length).toBeGreaterThan(5);
          expect(() => checkPlaceholders(text, 'title')).not.toThrow();
        }
        // What is due is told with its day.
        if (occasion !== 'NOTICE') expect([id, en].every((text) => text.includes('{dueOn}'))).toBe(true);
      }
  });
  it('name the day in the words of the language', () => {
    expect(dateText('2026-08-01', 'id')).toBe('1 Agustus 2026');
    expect(dateText('2026-12-31', 'en')).toBe('31 December 2026');
    expect(filled({ id: 'Sampai {dueOn}.', en: 'Until {dueOn}.' }, '2026-05-02')).toEqual({
      id: 'Sampai 2 Mei 2026.',
      en: 'Until 2 May 2026.',
    });
  });
  it('leave the sentence out that would name a day that there is not', () =>
    expect(filled(defaultText('RESULT_PUBLISHED', 'NOTICE'), null)).toEqual({
      id: 'Hasil seleksi telah diumumkan.',
      en: 'A selection result has been published.',
    }));
  it.each(['{name}', 'Nilai {score}.', '{dueOn', 'dueOn}', '{}', '{{dueOn}}', '{dueOn }'])(
    'refuse %s',
    (text) => {
      let code: string | undefined;
      try {
        checkPlaceholders(text, 'title.id');
      } catch (error) {
        code = error instanceof DomainError ? error.code : undefined;
      }
      expect(code).toBe('PLACEHOLDER_UNKNOWN');
    },
  );
});
