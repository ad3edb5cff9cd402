import {
  type AIMessageChunk,
  type MessageContent,
  type ToolCall,
  type ToolCallChunk,
  type UsageMetadata,
  _mergeDicts,
  _mergeLists,
  collapseToolCallChunks,
  mergeContent,
  mergeResponseMetadata,
  mergeUsageMetadata,
} from "@langchain/core/messages";
import { type JoinedLogprobs, joinedLogprobs } from "./joined-logprobs.js";
import { isLazy } from "./lazy-fields.js";
import {
  areOurs,
  continued,
  placeOf,
  type StreamedCalls,
  streamedCalls,
} from "./streamed-calls.js";
import { endsWithBudget, type ReadCalls, readCalls } from "./tool-calls-from-wire.js";
import { isRecord } from "./unknown-values.js";

type Fields = Record<string, unknown>;

/**
 * Chunks of one choice, added up: the fields of a message, and what reads those that take work.
 * Belongs to its maker: `addChunk` changes it in place.
 */
export interface ChunkSum {
  id: string | undefined;
  name: string | undefined;
  content: MessageContent;
  kwargs: Fields;
  /** Without logprobs. */
  metadata: Fields;
  logprobs: JoinedLogprobs | undefined;
  usage: UsageMetadata | undefined;
  /** The pieces of each call, put together. */
  pieces: ToolCallChunk[];
  /** What reads them; `undefined` for pieces that are not ours. */
  streamed: StreamedCalls | undefined;
  /** The calls of chunks that have no pieces. */
  calls: ToolCall[];
  /** The calls as they were read already; an addition makes them void. */
  read: ReadCalls | undefined;
  /** Holds the stream's last chunk, and is not that chunk itself. */
  isWhole: boolean;
}

/** A message as a sum of one; `known` is what it was made from, as far as nobody wrote over it. */
export function startSum(chunk: AIMessageChunk, known: ChunkSum | undefined): ChunkSum {
  const { id, name, content, usage_metadata: usage, tool_call_chunks: pieces = [] } = chunk;
  const metadata = chunk.response_metadata;
  return {
    id,
    name,
    content,
    kwargs: { ...chunk.additional_kwargs },
    metadata: withoutLogprobs(metadata),
    logprobs: isLazy(metadata, "logprobs") ? known?.logprobs : givenLogprobs(metadata.logprobs),
    usage,
    pieces,
    streamed: pieces === known?.pieces ? known.streamed : undefined,
    calls: pieces.length > 0 ? [] : (chunk.tool_calls ?? []),
    read: pieces.length > 0 ? readIn(chunk, known) : undefined,
    isWhole: known?.isWhole ?? false,
  };
}

/** Not by copying: that would read them. */
function withoutLogprobs(metadata: Fields): Fields {
  const others: Fields = {};
  for (const key of Object.keys(metadata)) if (key !== "logprobs") others[key] = metadata[key];
  return others;
}

function givenLogprobs(logprobs: unknown): JoinedLogprobs | undefined {
  return isRecord(logprobs) ? joinedLogprobs([logprobs]) : undefined;
}

/** The calls of a message that were read; they are not read for this. */
function readIn(chunk: AIMessageChunk, known: ChunkSum | undefined): ReadCalls | undefined {
  return known && isLazy(chunk, "tool_calls") ? known.read : listsOf(chunk);
}

function listsOf({ tool_calls, invalid_tool_calls }: AIMessageChunk): ReadCalls {
  return { tool_calls: tool_calls ?? [], invalid_tool_calls: invalid_tool_calls ?? [] };
}

/** What core repeats, rather than adds, when both chunks say it; the choice is ours to repeat. */
const REPEATED: ReadonlySet<string> = new Set(["model_provider", "output_version", "choice_index"]);

/** Adds a chunk of the same choice: field by field what core's `concat` gives. */
export function addChunk(sum: ChunkSum, chunk: AIMessageChunk): void {
  sum.id ??= chunk.id;
  // Core drops it.
  sum.name = undefined;
  sum.content = addedContent(sum.content, chunk.content);
  addKwargs(sum, chunk.additional_kwargs);
  addMetadata(sum, chunk.response_metadata);
  if (sum.usage !== undefined || chunk.usage_metadata !== undefined) {
    sum.usage = sentUsage(mergeUsageMetadata(sum.usage, chunk.usage_metadata));
  }
  addPieces(sum, chunk.tool_call_chunks ?? []);
  const { tool_calls: calls } = sum.pieces.length > 0 ? {} : chunk;
  if (calls && calls.length > 0) sum.calls = mergedLists(sum.calls, calls);
  sum.read = undefined;
  // On the closing chunk always, also of a stream that was taken without a finish reason.
  sum.isWhole = sum.metadata.model_name !== undefined;
}

function addedContent(left: MessageContent, right: MessageContent): MessageContent {
  return typeof left === "string" && typeof right === "string"
    ? left + right
    : mergeContent(left, right);
}

function addKwargs(sum: ChunkSum, said: Fields): void {
  const keys = Object.keys(said);
  if (keys.length === 0) return;
  const { reasoning_content: known } = sum.kwargs;
  const { reasoning_content: reasoning } = said;
  const isText = typeof known === "string" && typeof reasoning === "string";
  // Nearly always: reasoning that goes on.
  if (isText && keys.length === 1) sum.kwargs.reasoning_content = known + reasoning;
  else sum.kwargs = _mergeDicts(sum.kwargs, said) as Fields;
}

function addMetadata(sum: ChunkSum, said: Fields): void {
  const { metadata } = sum;
  if (isRecord(said.logprobs)) {
    sum.logprobs = sum.logprobs?.plus(said.logprobs) ?? joinedLogprobs([said.logprobs]);
  }
  if (isRepetition(metadata, said)) return;
  const { logprobs: _, ...rest } = said;
  sum.metadata = mergeResponseMetadata(metadata, rest);
  // Core adds numbers up, and this one is a name.
  if (metadata.choice_index !== undefined) sum.metadata.choice_index = metadata.choice_index;
}

function isRepetition(known: Fields, said: Fields): boolean {
  for (const key of Object.keys(said)) {
    if (key !== "logprobs" && !(REPEATED.has(key) && known[key] === said[key])) return false;
  }
  return true;
}

/** Core adds empty details that no server sent. */
function sentUsage(usage: UsageMetadata): UsageMetadata {
  const { input_token_details: input, output_token_details: output, ...totals } = usage;
  return {
    ...totals,
    ...(hasKeys(input) && { input_token_details: input }),
    ...(hasKeys(output) && { output_token_details: output }),
  };
}

function hasKeys(details: object | undefined): boolean {
  return details !== undefined && Object.keys(details).length > 0;
}

function addPieces(sum: ChunkSum, pieces: ToolCallChunk[]): void {
  if (pieces.length === 0) return;
  const streamed = sum.streamed ?? (areOurs(sum.pieces) ? streamedCalls(sum.pieces) : undefined);
  if (streamed === undefined || !areOurs(pieces)) {
    sum.pieces = mergedLists(sum.pieces, pieces);
    sum.streamed = undefined;
    return;
  }
  sum.pieces = [...sum.pieces];
  sum.streamed = pieces.reduce(
    (reading, piece) => reading.plus(addPiece(sum.pieces, piece)),
    streamed,
  );
}

function addPiece(calls: ToolCallChunk[], piece: ToolCallChunk) {
  const known = placeOf(calls, piece);
  const place = known === -1 ? calls.length : known;
  const call = calls[place];
  calls[place] = call === undefined ? piece : continued(call, piece);
  return { place, piece };
}

/**
 * The calls of a sum. Until the stream has ended, completed arguments are what a UI wants to show;
 * then an agent would run a call that the output budget cut off.
 */
export function callsOf(sum: ChunkSum): ReadCalls {
  sum.read ??= readPieces(sum);
  return sum.read;
}

function readPieces({ pieces, streamed, metadata, isWhole }: ChunkSum): ReadCalls {
  if (isWhole) return strictCalls(pieces, metadata.finish_reason);
  return streamed === undefined ? collapseToolCallChunks(pieces) : streamed.value;
}

function strictCalls(pieces: readonly ToolCallChunk[], finishReason: unknown): ReadCalls {
  const calls = pieces.map(({ id = "", name = "", args = "" }) => ({ id, name, arguments: args }));
  return readCalls(calls, endsWithBudget(finishReason));
}

/** Core's function, which is declared for content alone. */
function mergedLists<Item>(left: Item[], right: Item[]): Item[] {
  return _mergeLists(left as never[], right as never[]) ?? [];
}
