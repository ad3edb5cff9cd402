import { orderedFacts } from "./facts.mjs";

/** What the live catalogue may say better than a hand-kept file. */
const LIVE_FACTS = ["status", "context", "image", "tools"];

/**
 * The hand-kept models with the live catalogue over them. A chat model that can be called and is
 * not kept by hand is added; one that is gone from the catalogue is `retired`, never removed, for
 * people's code still names it. Routers are added without their target, which no list tells.
 *
 * @returns The same form as `data/models.json`.
 */
export function mergeCatalogue(kept, live, date) {
  const known = new Set(kept.models.map(({ name }) => name));
  const added = Object.entries(live.models).filter(
    ([name, { chat, status }]) => chat && status === "serverless" && !known.has(name),
  );
  const routers = live.routers.filter((name) => !Object.hasOwn(kept.routers, name));
  return {
    ...kept,
    date,
    sources: { ...kept.sources, catalogue: `Fireworks' own lists of models, ${date}` },
    models: [
      ...kept.models.map((model) => mergeModel(model, live.models[model.name])),
      ...added.map(([name, facts]) => ({ name, ...orderedFacts(facts), source: "catalogue" })),
    ],
    routers: { ...kept.routers, ...Object.fromEntries(routers.map((name) => [name, null])) },
  };
}

/** Embedding and rerank models are in the catalogue without facts about chat; Hugging Face ids are not. */
function mergeModel(model, live) {
  if (model.kind !== undefined || model.status === undefined) return model;
  if (live === undefined) return { ...model, status: "retired" };
  const told = LIVE_FACTS.filter((name) => live[name] !== undefined);
  const merged = { ...model, ...Object.fromEntries(told.map((name) => [name, live[name]])) };
  // The catalogue keeps models that nobody may deploy any more: `retired` is for people to undo.
  return model.status === "retired" && live.status === "deployable"
    ? { ...merged, status: "retired" }
    : merged;
}
