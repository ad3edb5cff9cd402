import { parseData } from "../files/parse-data.js";
import type { Cassette } from "./cassette.js";

const HEAD =
  "# An exchange recorded by fireworks-local. May be edited; see docs/local/record-and-replay.md\n";

/** Above it a file is JSON, which is read at once whatever it holds. */
const MOST_YAML = 400_000;

export interface WrittenCassette {
  ending: "yaml" | "json";
  text: string;
}

/** YAML, or JSON for what is too large for it or would not come back the same. */
export async function writeCassette(cassette: Cassette): Promise<WrittenCassette> {
  const json = `${JSON.stringify(cassette, undefined, 2)}\n`;
  if (json.length > MOST_YAML) return { ending: "json", text: json };
  const text = HEAD + (await toYaml(cassette));
  const read = await parseData(text, "").catch(() => undefined);
  const isSame = JSON.stringify(read?.value) === JSON.stringify(cassette);
  return isSame ? { ending: "yaml", text } : { ending: "json", text: json };
}

/** Texts of several lines and the events of a stream as blocks, so that a diff shows lines. */
export async function toYaml(value: unknown): Promise<string> {
  const { Document, visit } = await import("yaml");
  const document = new Document(value, { schema: "core", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node, path) {
      if (typeof node.value !== "string" || key === "key") return;
      const isEvent = node.value.startsWith("data: ") && path.length > 0;
      if (isEvent || node.value.includes("\n")) node.type = "BLOCK_LITERAL";
    },
    Seq(_key, node) {
      const isNumbers = node.items.every(
        (item) => typeof (item as { value?: unknown }).value === "number",
      );
      if (isNumbers && node.items.length > 0) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: false });
}
