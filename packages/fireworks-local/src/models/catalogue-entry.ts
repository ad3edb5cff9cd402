import type { CalendarDate, CatalogueModel } from "fireworks-client/wire";
import { kindOf, listedContextLength } from "./catalogue.js";
import type { LocalModel } from "./local-model.js";

/** Contract 7.4. As in all JSON of the control plane, what is false or 0 is left out. */
export function toCatalogueModel(model: LocalModel): CatalogueModel {
  const contextLength = listedContextLength(model);
  return {
    name: model.id,
    state: "READY",
    kind: kindOf(model),
    ...(contextLength !== null && { contextLength }),
    ...((model.tools ?? true) && { supportsTools: true }),
    ...(model.imageInput && { supportsImageInput: true }),
    ...(isServerless(model) && { supportsServerless: true }),
    ...(model.baseModel !== undefined && { peftDetails: { baseModel: model.baseModel } }),
    ...(model.deprecationDate !== undefined && { deprecationDate: toDate(model.deprecationDate) }),
  };
}

export const isServerless = ({ id, serverless }: LocalModel): boolean =>
  serverless ?? id.startsWith("accounts/fireworks/");

function toDate(date: string): CalendarDate {
  const [year, month, day] = date.split("-").map(Number);
  return { year, month, day };
}
