import { match } from "node:assert";
import fc from "fast-check";
import { createFireworksLocal } from "fireworks-local";
import { readCassette } from "../../src/cassettes/read-cassette.js";
import { DataFileError } from "../../src/files/data-file-error.js";
import { parseScripts } from "../../src/scripts/load-scripts.js";

const SCRIPTS = `# yaml
- name: weather
  when:
    user: /weather in (\\w+)/i
  turns:
    - toolCalls:
        - name: get_weather
          arguments: { city: Oslo }
    - content: &sunny "It is sunny."
      usage: { prompt_tokens: 3 }
- when: { model: accounts/fireworks/models/glm-5p3 }
  answer:
    error: { status: 429, retryAfter: 2 }
- answer: *sunny
`;

const CASSETTE = `version: 1
scope: a test
request:
  path: /chat/completions
  body: { model: m, messages: [{ role: user, content: hi }] }
response:
  status: 200
  headers: { content-type: text/event-stream }
  chunks:
    - |+
      data: {"id":"a"}

    - base64: ZGF0YTo=
timing:
  headersMs: 3
  chunksMs: [3, 4]
`;

const asJson = (yaml: string): string =>
  JSON.stringify({
    version: 1,
    request: { path: "/x", body: { content: yaml } },
    response: { status: 200, headers: {}, body: { a: [1, null] } },
  });

const crumb = fc.oneof(
  fc.constantFrom(
    ..."[|]|{|}|:| |- |? |#|*sunny|&sunny |!!js/function |<<: |'|\"|\\|\t|---\n|...|%YAML|0x|.inf|1e999|null|~|/(a+)+$/|__proto__: |constructor: |\0|\uFEFF|\u2028".split(
      "|",
    ),
    "|",
    "\n",
    "\n  ",
  ),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
);

const edit = fc.record({ at: fc.nat(), removed: fc.nat({ max: 30 }), inserted: crumb });
const damage = fc.array(edit, { minLength: 1, maxLength: 4 });

interface Edit {
  at: number;
  removed: number;
  inserted: string;
}

const damaged = (text: string, edits: readonly Edit[]): string =>
  edits.reduce((now, { at, removed, inserted }) => {
    const place = at % (now.length + 1);
    return now.slice(0, place) + inserted + now.slice(place + removed);
  }, text);

/** Loads, or ends in the error that files end in, each problem with the file's name and its line. */
async function loadsOrTells(read: () => Promise<unknown>, place: RegExp): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    for (const problem of error.problems) match(problem, place);
  }
}

/** What is loaded, a server takes: nothing is left to break at the first request. */
export const damagedScripts: fc.IAsyncProperty<unknown> = fc.asyncProperty(damage, (edits) =>
  loadsOrTells(async () => {
    const scripts = await parseScripts(damaged(SCRIPTS, edits), "a.yaml");
    createFireworksLocal({ scripts });
  }, /^a\.yaml(?::\d+)?: ./s),
) as fc.IAsyncProperty<unknown>;

export const damagedCassettes: fc.IAsyncProperty<unknown> = fc.asyncProperty(
  damage,
  fc.constantFrom("yaml", "json"),
  (edits, ending) => {
    const whole = ending === "json" ? asJson(CASSETTE) : CASSETTE;
    const text = damaged(whole, edits);
    return loadsOrTells(
      () => readCassette({ name: `a.${ending}`, text }),
      /^a\.(?:yaml|json)(?::\d+)?: ./s,
    );
  },
) as fc.IAsyncProperty<unknown>;
