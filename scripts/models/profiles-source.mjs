import { orderedFacts } from "./facts.mjs";

/** The text of profiles.generated.ts, before formatting. Pure: same data, same text. */
export function profilesSource({ date, sources, models, routers }) {
  const listed = Object.entries(sources).map(([tag, what]) => ` * - ${tag}: ${what}`);
  const targets = Object.entries(routers).filter(([, target]) => target !== null);
  return `/**
 * GENERATED from data/models.json by \`npm run models\`. Do not edit.
 *
 * Fireworks' models as of ${date}, by section 9 of the wire contract. Sources:
 *
${listed.join("\n")}
 */
import type { ModelFacts } from "./model-facts.js";

/** When the table was last checked. */
export const MODELS_DATE: string = ${JSON.stringify(date)};

/** Catalogue name, or Hugging Face id → what is known of the model. */
export const MODELS: Readonly<Record<string, ModelFacts>> = {
${sorted(models.map((model) => [model.name, orderedFacts(model)]))
  .map(entry)
  .join("\n")}
};

/**
 * Router → catalogue name of the model it routes to. The moving aliases name the newest model of
 * their family at the table's date.
 */
export const ROUTED: Readonly<Record<string, string>> = {
${sorted(targets).map(entry).join("\n")}
};

/** Ids that could be called without a deployment at the table's date, for suggestions in editors. */
export type FireworksChatModelId =
${suggestedIds(models, routers)
  .map((id) => `  | ${JSON.stringify(id)}`)
  .join("\n")};
`;
}

const entry = ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`;

const sorted = (entries) => entries.toSorted(([left], [right]) => (left < right ? -1 : 1));

function suggestedIds(models, routers) {
  const chat = models.filter(({ kind, status }) => kind === undefined && status === "serverless");
  return [
    ...chat.map(({ name }) => `accounts/fireworks/models/${name}`).toSorted(),
    ...Object.keys(routers)
      .map((name) => `accounts/fireworks/routers/${name}`)
      .toSorted(),
  ];
}
