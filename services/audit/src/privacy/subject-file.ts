import type { KeyStore } from '@jejak/event-store';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { type Answer, Answers, type Question, wholeIndex } from '../answer/answers';
import type { Item } from '../history/item';
import type { Reading } from '../history/logged-event';
import { search } from '../search/search';
import { type AccessItem, accesses } from '../subject/accesses';

/** Everything that the city's log holds about one person, and who looked at it. */
export interface SubjectFile {
  readonly format: 'jejak-subject-file/v1';
  readonly personId: string;
  /** Facts about the person, with what is sealed about them opened, in order of time. */
  readonly held: readonly Item[];
  /** Reads of the person's file by others. */
  readonly accesses: readonly AccessItem[];
}

/** What was found, a page at a time. */
interface Paged<Row> {
  readonly items: readonly Row[];
  readonly next?: string | null;
}

const PAGE = 200;

const all = async <Row>(page: (cursor: string | undefined) => Promise<Paged<Row>>): Promise<Row[]> => {
  const items: Row[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    items.push(...found.items);
    cursor = found.next ?? undefined;
  } while (cursor !== undefined);
  return items;
};

/**
 * Gives a person what is held on them: made from the log each time, kept nowhere. What no reader is shown (a sealed score before its
 * reveal) stays closed.
 * @source domain.md 2.6; UU 27/2022
 */
@Injectable()
export class SubjectFiles {
  constructor(
    private readonly answers: Answers,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** @throws Erased SUBJECT_ERASED; Malformed PURPOSE_REQUIRED */
  async of(personId: string, question: Omit<Question, 'what' | 'person'>): Promise<Answer<SubjectFile>> {
    const subject = await this.keys.pseudonym(personId);
    const asked = { ...question, what: 'audit.subject-file', person: personId };
    return this.answers.answer(asked, async (reading: Reading, size) => {
      const held = await all((cursor) =>
        search(reading, size, { subject }, { cursor, limit: PAGE }, this.keys),
      );
      const looked = await all((cursor) => accesses(reading, size, personId, { cursor, limit: PAGE }));
      const file: SubjectFile = { format: 'jejak-subject-file/v1', personId, held, accesses: looked };
      return { complete: await wholeIndex(reading, size), items: [file] };
    });
  }
}
