/** A model's id, and what the caller says is behind it. */
export interface AskedModel {
  id: string;
  baseModel: string | undefined;
}

/** The model a call asks. What a field says of its own model is not true of another. */
export function askedModel(
  fields: { model: string; baseModel?: string | undefined },
  call: { model?: string | undefined; baseModel?: string | undefined },
): AskedModel {
  const id = call.model ?? fields.model;
  const own = id === fields.model ? fields.baseModel : undefined;
  return { id, baseModel: call.baseModel ?? own };
}
