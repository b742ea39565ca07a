import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import type { Purpose } from '../access/purpose';
import { type Answer, Answers, wholeIndex } from '../answer/answers';
import { type Pseudonym, personsIn } from '../answer/persons';
import { readStream } from '../history/logged-event';
import { Counterfactuals, type Supposition } from '../counterfactual/counterfactuals';
import { type Chain, explain } from './chain';
import { type AskWhy, explanation } from './explanation.decider';

export const explanationStream = (explanationId: string): string => streamOf('explanation', explanationId);

interface Asked {
  readonly chain: Chain;
  /** The head of the log: null where it is not signed yet. */
  readonly root: string;
  readonly subject: string | null;
}

/** Answers why an object is as it is: the chain of facts, recorded with its question, and as a read of the file that it shows. */
@Injectable()
export class Explanations {
  constructor(
    private readonly store: EventStore,
    private readonly answers: Answers,
    private readonly counterfactuals: Counterfactuals,
    @Inject(KEY_STORE) private readonly keys: { pseudonym: Pseudonym },
  ) {}

  /** @throws Malformed PURPOSE_REQUIRED; NotFound STREAM_NOT_FOUND, EVENT_NOT_FOUND; RuleViolated RULE_VIOLATED, NOT_COMPUTABLE */
  async ask(
    command: AskWhy,
    supposed: Supposition | null,
    purpose: Purpose,
    context: CommandContext,
  ): Promise<Appended> {
    const stream = explanationStream(command.explanationId);
    return this.store.execute(explanation, stream, command, context, async (state) => {
      if (state.status === 'produced') return { given: NOTHING };
      const { items, asOf } = await this.read(command.object, purpose, context);
      const [{ chain, root, subject }] = items;
      const hypothetical = supposed && (await this.counterfactuals.of(command.object, supposed));
      return {
        given: {
          ...(hypothetical ? { hypothetical } : {}),
          ...{ chain: chain.events.map(({ core }) => core.id), policies: chain.policies },
          ...{ truncated: chain.truncated, subject, proofs: { size: asOf.size, root } },
        },
      };
    });
  }

  private read(object: string, purpose: Purpose, context: CommandContext): Promise<Answer<Asked>> {
    return this.answers.answer(
      { purpose, context, what: 'audit.explanation', object },
      async (reading, size) => {
        const chain = await explain(reading, object);
        const [head] = await reading.query<{ root: Buffer }>(
          `SELECT root FROM ledger.log_head WHERE log = 'main'`,
        );
        const about = await readStream(reading, object, 1, 1);
        const [subject = null] = await personsIn(about, (id) => this.keys.pseudonym(id));
        const asked = { chain, root: head.root.toString('hex'), subject };
        return { complete: await wholeIndex(reading, size), items: [asked], about };
      },
    );
  }
}

/** Of a question that was answered already nothing is read again. */
const NOTHING = { chain: [], policies: [], truncated: false, proofs: { size: 0, root: '' }, subject: null };
