import { EventStore, type KeyStore } from '@jejak/event-store';
import { isUuid, streamOf } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { ErasedPeople } from '../committee/erased-people';
import { panelStream } from '../panel/panel.state';

/** The facts of an application and of its panel whose actor scored or verified the candidate. */
const SCORING_FACTS: ReadonlySet<string> = new Set([
  ...[
    'ApplicationVerified',
    'SkdScored',
    'CompetencyScored',
    'SkbComponentScored',
    'PsychologicalResultRecorded',
    'PanelScoreSealed',
  ],
]);

/** Who scored or verified a candidate, by person and over all their roles. @source domain.md 1, separation of duties 5 */
@Injectable()
export class Scorers {
  constructor(
    private readonly store: EventStore,
    private readonly erasures: ErasedPeople,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /**
   * The pseudonyms of those who scored or verified this candidate, a member of the panel from the sealing of the score on.
   */
  async scorersOf(applicationId: string): Promise<ReadonlySet<string>> {
    const history = [
      ...(await this.store.history(streamOf('application', applicationId))),
      ...(await this.store.history(panelStream(applicationId))),
    ];
    return new Set(
      history.filter(({ type }) => SCORING_FACTS.has(type)).map(({ envelope }) => envelope.actor),
    );
  }

  /**
   * Those of `people` who scored or verified this candidate. Of an erased person nobody can say it any more.
   * @param people by UUID, or by name where it is a machine client
   */
  async among(people: readonly string[], applicationId: string): Promise<string[]> {
    const scorers = await this.scorersOf(applicationId);
    const judged = await Promise.all(
      people.map(async (person) => ({
        person,
        scored:
          !(await this.erasures.isErased(person)) &&
          scorers.has(isUuid(person) ? await this.keys.pseudonym(person) : person),
      })),
    );
    return judged.filter(({ scored }) => scored).map(({ person }) => person);
  }
}
