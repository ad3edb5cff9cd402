// Who is measured. `module` is relative to this file; a peer's stands beside the peer's packages.

export const CONTESTANTS = {
  floor: { title: "floor", module: "contestants/floor.mjs" },
  openai: { title: "openai SDK", module: "../peers/openai.mjs", peer: true },
  "ai-sdk": { title: "AI SDK", module: "../peers/ai-sdk.mjs", peer: true },
  "langchain-openai": {
    title: "@langchain/openai",
    module: "../peers/langchain-openai.mjs",
    peer: true,
  },
  community: {
    title: "@langchain/community",
    module: "../peers/langchain-community.mjs",
    peer: true,
  },
  core: { title: "@langchain/core alone" },
  smallest: { title: "smallest subclass", module: "contestants/smallest-subclass.mjs" },
  client: { title: "fireworks-client", module: "contestants/fireworks-client.mjs" },
  ours: { title: "ChatFireworks", module: "contestants/chat-fireworks.mjs" },
  "undici-floor": { title: "undici.request alone", module: "contestants/undici-floor.mjs" },
  "client-undici": {
    title: "fireworks-client over undici",
    module: "contestants/fireworks-client-undici.mjs",
  },
  "ours-undici": {
    title: "ChatFireworks over undici",
    module: "contestants/chat-fireworks-undici.mjs",
  },
};

export const PEERS = Object.keys(CONTESTANTS).filter((name) => CONTESTANTS[name].peer);
export const LANGCHAIN_PEERS = ["langchain-openai", "community"];
/** All who can read every kind of stream. */
export const EVERYBODY = ["floor", ...PEERS, "smallest", "client", "ours"];
