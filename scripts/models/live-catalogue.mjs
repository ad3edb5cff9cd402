const MODEL = /^accounts\/fireworks\/models\/([^/#]+)$/;
const ROUTER = /^accounts\/fireworks\/routers\/([^/#]+)$/;

/**
 * What Fireworks says today, by both of its lists: `GET /models` of the key (what can be called,
 * routers included) and the control plane's catalogue (every model, serverless or not).
 *
 * @param {import("fireworks-client").FireworksClient} client
 * @returns {Promise<{ models: Record<string, object>, routers: string[] }>} Sorted by name.
 */
export async function readLiveCatalogue(client) {
  const { data } = await client.models.list();
  const callable = new Map(data.map((entry) => [entry.id, entry]));
  const models = {};
  for await (const entry of client.models.listCatalogue()) {
    const name = MODEL.exec(entry.name)?.[1];
    if (name !== undefined) models[name] = factsOf(entry, callable.has(entry.name));
  }
  for (const [id, entry] of callable) {
    const name = MODEL.exec(id)?.[1];
    if (name !== undefined && models[name] === undefined) models[name] = factsOfListed(entry);
  }
  if (Object.keys(models).length === 0) throw new Error("The server lists no model of Fireworks.");
  const routers = [...callable.keys()].flatMap((id) => ROUTER.exec(id)?.[1] ?? []);
  return { models: sortedByKey(models), routers: routers.toSorted() };
}

/** Section 7.4: what is absent there is false. A model is serverless when both lists say so. */
function factsOf({ contextLength, supportsTools, supportsImageInput, kind, ...entry }, isListed) {
  return {
    chat: isChat(kind),
    status: isListed && entry.supportsServerless === true ? "serverless" : "deployable",
    ...(contextLength > 0 && { context: contextLength }),
    image: supportsImageInput === true,
    tools: supportsTools === true,
  };
}

/** Section 6.6. */
function factsOfListed({ context_length, supports_tools, supports_image_input, ...entry }) {
  return {
    chat: entry.supports_chat !== false && isChat(entry.kind),
    status: "serverless",
    ...(context_length > 0 && { context: context_length }),
    ...(supports_image_input != null && { image: supports_image_input }),
    ...(supports_tools != null && { tools: supports_tools }),
  };
}

/** Images, embeddings, drafts and add-ons are in the catalogue too. */
const isChat = (kind) => kind == null || kind === "HF_BASE_MODEL" || kind === "CUSTOM_MODEL";

const sortedByKey = (record) =>
  Object.fromEntries(Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1)));
