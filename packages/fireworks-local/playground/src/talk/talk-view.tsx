import type { VNode } from "preact";
import type { Store } from "../state/store.js";

/** A conversation with the model in front. */
export function TalkView({ store }: { store: Store }): VNode {
  return (
    <section aria-label="Conversation">
      {store.exchanges.value.map((exchange) => (
        <article key={exchange.value.id}>{exchange.value.answers[0]?.content}</article>
      ))}
    </section>
  );
}
