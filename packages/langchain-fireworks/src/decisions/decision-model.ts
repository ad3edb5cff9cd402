import {
  BaseDecisionModel,
  type ClassifierResponse,
  parseClassifierResponse,
  type Question,
  type State,
} from "@langchain/core/decisions";
import {
  type AIMessage,
  type ContentBlock,
  HumanMessage,
  mergeUsageMetadata,
  SystemMessage,
} from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import { ChatFireworks } from "../chat/chat-model.js";
import type { ChatFireworksCallOptions, ChatFireworksFields } from "../chat/chat-options.js";
import { eitherSignal } from "../calls/carried-options.js";
import { answerFormat, codedQuestion, questionContent } from "./questions.js";
import { readAnswer } from "./read-answer.js";
import { contentUnder, joined } from "./state-content.js";

const INSTRUCTIONS =
  "You judge a given state. Answer the question about it, in the form it asks for and without any other word.";

/** Fireworks reports at most five alternatives a token (section 2.1 of the contract). */
const MOST_ALTERNATIVES = 5;

/**
 * A decision model of LangChain (core 1.4 and newer) on any Fireworks model that reports log
 * probabilities. Each question is one call, held to its options by a grammar; the probabilities are
 * those of the answer's first token. They are the model's, not calibrated.
 *
 * - `Noul`: the probability of "yes" against "no".
 * - `Choice`: the distribution over the labels (26 at most); `confidence` is that of the selected one.
 * - `Score`: the expected level of the rubric (26 levels at most); `confidence` is the likeliest level's.
 * - `Box`: edges from a JSON answer, without `confidence`; needs a model that sees.
 *
 * Images, audio and video of the state are sent as such, everything else as JSON.
 *
 * @example
 * ```ts
 * import { FireworksDecisionModel } from "langchain-fireworks/decisions";
 *
 * const judge = new FireworksDecisionModel("accounts/fireworks/models/deepseek-v4p1-flash");
 * const { nouls } = await judge.invoke({
 *   state: "Production is down. Please help.",
 *   questions: { urgent: { type: "noul", instructions: "Is this urgent?" } },
 * });
 * console.log(nouls.urgent.noul);
 * ```
 */
export class FireworksDecisionModel extends BaseDecisionModel {
  override lc_namespace: string[] = ["langchain", "decisions", "fireworks"];
  /** The model that is asked. */
  readonly llm: ChatFireworks;

  /** @param model - A `ChatFireworks`, its fields, or the model's id. */
  constructor(model: ChatFireworks | ChatFireworksFields | string) {
    const llm = model instanceof ChatFireworks ? model : newModel(model);
    super({ model: llm.model });
    this.llm = llm;
  }

  static override lc_name(): string {
    return "FireworksDecisionModel";
  }

  /** Who answers, for LangSmith. */
  override get _provider(): string {
    return "fireworks";
  }

  /** Asks all questions at once; if one fails, the others are given up. */
  override async _classify(
    state: State,
    questions: Record<string, Question>,
    config: Partial<RunnableConfig> = {},
  ): Promise<ClassifierResponse> {
    const given = contentUnder("State", state);
    const failed = new AbortController();
    const call = { ...config, signal: eitherSignal(config.signal, failed.signal) };
    try {
      const asked = Object.entries(questions).map(async ([id, question]) => {
        const message = await this.ask(given, question, call);
        return { id, message, answer: readAnswer(id, question, message) };
      });
      return response(this.model, await Promise.all(asked));
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  }

  private async ask(
    state: ContentBlock[],
    question: Question,
    config: Partial<RunnableConfig>,
  ): Promise<AIMessage> {
    const isCoded = codedQuestion(question) !== undefined;
    const options: Partial<ChatFireworksCallOptions> = {
      ...config,
      n: 1,
      responseFormat: answerFormat(question),
      ...(isCoded && { logprobs: true, topLogprobs: MOST_ALTERNATIVES }),
    };
    const content = joined([...state, ...questionContent(question)]);
    return this.llm.invoke(
      [new SystemMessage(INSTRUCTIONS), new HumanMessage({ content })],
      options,
    );
  }
}

function newModel(model: ChatFireworksFields | string): ChatFireworks {
  return typeof model === "string" ? new ChatFireworks(model) : new ChatFireworks(model);
}

interface Answered {
  id: string;
  message: AIMessage;
  answer: object;
}

function response(model: string, answered: readonly Answered[]): ClassifierResponse {
  const usages = answered.flatMap(({ message }) => message.usage_metadata ?? []);
  const [first] = answered;
  const served: unknown = first?.message.response_metadata.model_name;
  return parseClassifierResponse({
    model: typeof served === "string" ? served : model,
    answers: Object.fromEntries(answered.map(({ id, answer }) => [id, answer])),
    ...(usages.length > 0 && {
      usage_metadata: usages.reduce((sum, usage) => mergeUsageMetadata(sum, usage)),
    }),
  });
}
