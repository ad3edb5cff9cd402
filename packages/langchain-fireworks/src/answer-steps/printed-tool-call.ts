import { scanJson, startJsonScan } from "fireworks-client";
import { isRecord } from "../convert/unknown-values.js";

/** A tool call that a model wrote as text. */
export interface PrintedCall {
  name: string;
  /** A JSON object. */
  arguments: string;
}

interface Wrapper {
  open: string;
  close: string;
  /** The token that closes it may be one that the server takes out. */
  mayStayOpen: boolean;
}

/** What models put around a call: Qwen's and Hermes' tags, Llama's token, a code fence, or nothing. */
const WRAPPERS: readonly Wrapper[] = [
  { open: "<tool_call>", close: "</tool_call>", mayStayOpen: true },
  { open: "<|python_tag|>", close: "<|eom_id|>", mayStayOpen: true },
  { open: "```json", close: "```", mayStayOpen: false },
  { open: "```", close: "```", mayStayOpen: false },
  { open: "", close: "", mayStayOpen: true },
];

/** Llama's other form names the tool in the tag: `<function=search>{"query": "x"}</function>`. */
const FUNCTION_TAG = /^<function=([\w-]+)>/;
const FUNCTION_END = "</function>";

/** The call, if the whole text is one and names a tool there is. */
export function readPrintedCall(text: string, tools: ReadonlySet<string>): PrintedCall | undefined {
  const written = text.trim();
  const tag = FUNCTION_TAG.exec(written);
  if (tag?.[1] !== undefined) {
    const body = without(written.slice(tag[0].length), FUNCTION_END, true);
    return body === undefined ? undefined : knownCall(tag[1], parsed(body), tools);
  }
  const wrapper = WRAPPERS.find(({ open }) => written.startsWith(open));
  if (wrapper === undefined) return undefined;
  const body = without(written.slice(wrapper.open.length), wrapper.close, wrapper.mayStayOpen);
  return body === undefined ? undefined : callIn(parsed(body), tools);
}

function without(text: string, close: string, mayStayOpen: boolean): string | undefined {
  if (close !== "" && text.endsWith(close)) return text.slice(0, -close.length);
  return mayStayOpen ? text : undefined;
}

/** Any other key says that the object is something else. */
const CALL_KEYS: readonly string[] = ["name", "arguments", "parameters", "type", "id", "function"];

function callIn(value: unknown, tools: ReadonlySet<string>): PrintedCall | undefined {
  const object: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isRecord(object) || Object.keys(object).some((key) => !CALL_KEYS.includes(key))) {
    return undefined;
  }
  if (object.type !== undefined && object.type !== "function") return undefined;
  const {
    name,
    arguments: args,
    parameters,
  } = isRecord(object.function) ? object.function : object;
  const given = args ?? parameters;
  return knownCall(name, typeof given === "string" ? parsed(given) : given, tools);
}

function knownCall(
  name: unknown,
  args: unknown,
  tools: ReadonlySet<string>,
): PrintedCall | undefined {
  if (typeof name !== "string" || !tools.has(name) || !isRecord(args)) return undefined;
  return { name, arguments: JSON.stringify(args) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes the next piece of a text; false as soon as the text cannot become one call any more. */
export type CallWatch = (piece: string) => boolean;

const CLOSERS: readonly string[] = [...WRAPPERS.map(({ close }) => close), FUNCTION_END];

/** How a call's object may begin when it does not begin with a tool's name. */
const FIRST_KEYS = [
  '{"arguments":',
  '{"parameters":',
  '{"type":"function"',
  '{"id":',
  '{"function":{',
];

/**
 * Watches a text as it arrives. It may take longer than needed to give a text up, and never gives up
 * one that {@link readPrintedCall} would read. Each character is looked at a bounded number of times.
 */
export function watchForCall(tools: ReadonlySet<string>): CallWatch {
  const openings = openingsOf(tools);
  const scan = startJsonScan();
  let tail = "";
  /** What came so far without its space; undefined once it is known to begin as a call does. */
  let head: string | undefined = "";
  return (piece) => {
    const end = scan.ended ? 0 : scanJson(scan, piece);
    if (end !== undefined) tail += squeezed(piece.slice(end));
    if (head !== undefined) {
      head += squeezed(piece);
      const opening = mayOpen(head, openings);
      if (opening === "no") return false;
      if (opening === "yes") head = undefined;
    }
    return CLOSERS.some((close) => close.startsWith(tail));
  };
}

function openingsOf(tools: ReadonlySet<string>): string[] {
  const objects = [
    ...[...tools].map((name) => squeezed(`{"name":${JSON.stringify(name)}`)),
    ...FIRST_KEYS,
  ];
  const wrapped = WRAPPERS.flatMap(({ open }) =>
    ["", "["].flatMap((list) => objects.map((object) => `${open}${list}${object}`)),
  );
  return [...wrapped, ...[...tools].map((name) => `<function=${name}>`)];
}

function mayOpen(head: string, openings: readonly string[]): "yes" | "no" | "maybe" {
  if (openings.some((opening) => head.startsWith(opening))) return "yes";
  // Text inside JSON may be written with escapes, which only a parser can compare.
  const escape = head.indexOf("\\");
  const begun = escape < 0 ? head : head.slice(0, escape);
  if (!openings.some((opening) => opening.startsWith(begun))) return "no";
  if (escape < 0) return "maybe";
  return begun.includes('"') ? "yes" : "no";
}

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, "");
}
