import type { AIMessage, AIMessageChunk, ContentBlock } from "@langchain/core/messages";
import { wholeBlocks } from "./standard-blocks.js";

/** Core's table of who turns a provider's messages into standard blocks; shared by all its copies. */
type TranslatorRegistry = Map<string, ContentBlockTranslator>;

interface ContentBlockTranslator {
  translateContent(message: AIMessage): ContentBlock.Standard[];
  translateContentChunk(message: AIMessageChunk): ContentBlock.Standard[];
}

/**
 * Core knows no provider named fireworks and exports no way to add one, but keeps its table on the
 * global object so that copies of core agree. Without an entry, `contentBlocks` loses reasoning.
 * The chunks of a stream know their blocks themselves: see `FireworksMessageChunk`.
 */
export function installContentBlockTranslator(): void {
  const registry = (globalThis as { lc_block_translators_registry?: TranslatorRegistry })
    .lc_block_translators_registry;
  if (registry === undefined || registry.has("fireworks")) return;
  registry.set("fireworks", { translateContent: wholeBlocks, translateContentChunk: wholeBlocks });
}
