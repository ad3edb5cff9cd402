import type { CalendarDate, CatalogueModel, ModelListEntry } from "fireworks-client/wire";
import type { ModelFacts } from "./model-facts.js";

/** What the control plane says of a model (section 7.4). Flags that are absent there are false. */
export function factsOfCatalogue(model: CatalogueModel): ModelFacts {
  return {
    ...contextOf(model.contextLength),
    image: model.supportsImageInput === true,
    tools: model.supportsTools === true,
    ...dated(model.deprecationDate),
  };
}

/** What a LoRA says beside its base: it can do what the base can, and may be shorter lived. */
export function factsOfAddon(model: CatalogueModel): ModelFacts {
  return { ...contextOf(model.contextLength), ...dated(model.deprecationDate) };
}

/** What `GET /models` says (section 6.6). */
export function factsOfEntry(entry: ModelListEntry): ModelFacts {
  return {
    ...contextOf(entry.context_length),
    ...(entry.supports_image_input != null && { image: entry.supports_image_input }),
    ...(entry.supports_tools != null && { tools: entry.supports_tools }),
  };
}

/** 0 and absent both mean that the server does not know (qwen3p8-max on 2026-10-06). */
export function contextOf(tokens: number | null | undefined): Pick<ModelFacts, "context"> {
  return typeof tokens === "number" && tokens > 0 ? { context: tokens } : {};
}

/** Parts that are 0 are not stated; a date needs its year and month. */
function dated(date: CalendarDate | null | undefined): Pick<ModelFacts, "deprecationDate"> {
  const { year = 0, month = 0, day = 0 } = date ?? {};
  if (year < 1 || month < 1) return {};
  const parts = [String(year).padStart(4, "0"), pair(month), ...(day < 1 ? [] : [pair(day)])];
  return { deprecationDate: parts.join("-") };
}

const pair = (part: number): string => String(part).padStart(2, "0");
