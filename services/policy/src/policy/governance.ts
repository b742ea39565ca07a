import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, startOfDay, Unavailable } from '@jejak/kernel';
import { canonical, sha256 } from '@jejak/ledger';
import { type DueTimer, Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { COVERAGE } from '../socialisation/coverage.sql';
import type { PolicyCommand, PolicyGiven } from './policy.commands';
import { policy } from './policy.decider';
import type { Policy } from './policy.state';
import { streamOfPolicy } from './policy-stream';

/** So long an approval waits for this service's own read models. */
const CAUGHT_UP_MS = 5_000;

const OPINIONS = `select count(*)::int as given, count(*) filter (where status = 'SUBMITTED')::int as unanswered
  from rm.opinion where key = $1 and policy_version = $2`;

/** Of what is published: key, version, kind, parameters and legal basis. */
const digestOf = ({ key, versions }: Policy, number: number): string => {
  const of = versions.find(({ version }) => version === number);
  if (!of) return '';
  const { version, kind, parameters, legalBasis } = of;
  return sha256(canonical({ key, version, kind, parameters, legalBasis })).toString('hex');
};

/** Gives commands to policies, with what they read. */
@Injectable()
export class Governance {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly rulebook: Rulebook,
  ) {}

  execute(key: string, command: PolicyCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(policy, streamOfPolicy(key), command, context, async (state, now) => {
      const { calendar, date: today, rules, refs } = await this.rulebook.today(now);
      const given: PolicyGiven = { calendar, today, rules };
      switch (command.type) {
        case 'ApprovePolicy':
          return {
            given: { ...given, opinions: await this.opinionsOn(key, command.version) },
            policies: refs,
          };
        case 'PublishPolicy':
          return { given: { ...given, sha256: digestOf(state, command.version) }, policies: refs };
        case 'BringIntoForce': {
          const socialise = await this.madeKnownBy(state, command.version, rules.socialise);
          const before = startOfDay(command.on, calendar);
          const coverage = await this.coverage(key, command.version, command.on, before);
          return {
            given: { ...given, rules: { ...rules, socialise }, coverage },
            policy: socialise.ref,
            policies: [...new Set([...refs, socialise.ref])],
          };
        }
        default:
          return { given, policies: refs };
      }
    });
  }

  /** On the day on which a timer is due. */
  async fire({ dueAt, payload, context }: DueTimer): Promise<Appended> {
    const { date: on } = await this.rulebook.today(dueAt);
    const version = Number(payload.version);
    return this.execute(
      String(payload.policy),
      { type: 'BringIntoForce', version, on, asked: false },
      context,
    );
  }

  /**
   * Of those employed on a day: all, and those who acknowledged the version before an instant.
   * @param before ISO instant
   */
  async coverage(
    key: string,
    version: number,
    on: string,
    before: string,
  ): Promise<{ acknowledged: number; active: number }> {
    const [row] = await this.db.query<{ acknowledged: number; active: number }[]>(COVERAGE, [
      ...[key, version, on, before],
    ]);
    return row;
  }

  /** All that were recorded: no more come after the consultation, and none may be overlooked. @throws Unavailable */
  private async opinionsOn(key: string, version: number): Promise<{ given: number; unanswered: number }> {
    if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
      throw new Unavailable('UNAVAILABLE', 'The opinions are not all read yet.');
    const [row] = await this.db.query<{ given: number; unanswered: number }[]>(OPINIONS, [key, version]);
    return row;
  }

  private async madeKnownBy(state: Policy, version: number, otherwise: PolicyGiven['rules']['socialise']) {
    const of = state.versions.find((one) => one.version === version);
    const ref = of?.published?.pinnedPolicies.find((pinned) => pinned.startsWith('gov.socialise@'));
    return ref === undefined ? otherwise : this.rulebook.socialisation(ref);
  }
}

/** The session that a command records. */
export const sessionIdOf = ({ commandId }: CommandContext): string => naturalId('socialisation', commandId);
