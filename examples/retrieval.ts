/** A question answered from documents: split, embed, store, retrieve, rerank, answer with citations. */
import { ContextualCompressionRetriever } from "@langchain/classic/retrievers/contextual_compression";
import { MemoryVectorStore } from "@langchain/classic/vectorstores/memory";
import { Document } from "@langchain/core/documents";
import { RecursiveCharacterTextSplitter } from "@langchain/textsplitters";
import { ChatFireworks, FireworksEmbeddings, FireworksRerank } from "langchain-fireworks";
import { z } from "zod";
import { connect } from "./connect.js";

const PAGES: Record<string, string> = {
  "opening-hours.md": `The museum is open from Tuesday to Sunday, from 10 to 18 o'clock.

On Thursdays it stays open until 21 o'clock. It is closed on Mondays and on the first of January.`,
  "tickets.md": `A ticket costs 14 euros. Children under 12 years enter for free.

Tickets bought online are valid on the whole day. The museum card holds for one year and costs 45 euros.`,
  "getting-here.md": `The tram lines 3 and 8 stop in front of the museum. There is no car park.

Bicycles can be left in the yard, where there is room for 200 of them.`,
};
const QUESTION = "How much does a ticket cost, and do children pay?";

const { fields, close } = await connect();

// Split: pieces small enough to be about one thing.
const pages = Object.entries(PAGES).map(
  ([source, pageContent]) => new Document({ pageContent, metadata: { source } }),
);
const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 120, chunkOverlap: 0 });
const chunks = await splitter.splitDocuments(pages);

// Embed and store. Qwen3 wants to be told what a query is for; documents are embedded as they are.
const embeddings = new FireworksEmbeddings({
  ...fields,
  model: "fireworks/qwen3-embedding-8b",
  dimensions: 1024,
  normalize: true,
  queryTemplate: "Instruct: Find passages that answer the question.\nQuery: {text}",
});
const store = await MemoryVectorStore.fromDocuments(chunks, embeddings);

// Retrieve many, keep the few that a reranker finds best.
const retriever = new ContextualCompressionRetriever({
  baseRetriever: store.asRetriever(6),
  baseCompressor: new FireworksRerank({ ...fields, model: "fireworks/qwen3-reranker-8b", topN: 3 }),
});
const found = await retriever.invoke(QUESTION);
const sources = found.map(({ pageContent, metadata }, index) => ({
  id: `${index + 1}`,
  file: String(metadata.source),
  score: Number(metadata.relevance_score),
  text: pageContent,
}));
for (const { id, file, score } of sources) console.log(`[${id}] ${score.toFixed(3)} ${file}`);

// Answer. The schema names the sources that exist, so no other can be cited.
const [first = "", ...others] = sources.map(({ id }) => id);
const Answer = z.object({
  answer: z.string().describe("The answer to the question, from the sources alone"),
  citations: z.array(z.enum([first, ...others])).describe("The numbers of the sources it is from"),
});
const llm = new ChatFireworks({
  ...fields,
  model: "accounts/fireworks/models/deepseek-v4p1-flash",
  temperature: 0,
}).withStructuredOutput(Answer, { method: "jsonSchema", name: "answer" });
const passages = sources.map(({ id, text }) => `[${id}] ${text}`).join("\n\n");
const { answer, citations } = await llm.invoke([
  ["system", `Answer from these sources alone, and say which you used.\n\n${passages}`],
  ["human", QUESTION],
]);

console.log(answer);
// A model that ignores the schema must not invent a source either.
for (const citation of new Set(citations)) {
  const cited = sources.find(({ id }) => id === citation);
  console.log(cited ? `cited: [${cited.id}] ${cited.file}` : `no such source: ${citation}`);
}
console.log(
  "tokens embedded:",
  embeddings.totalUsage?.totalTokens,
  "at",
  embeddings.totalUsage?.cost,
);

await close();
