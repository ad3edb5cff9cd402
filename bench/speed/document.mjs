// The tables of docs/numbers/benchmarks.md and its Chinese twin, between two markers, and beside them the same
// results as JSON, from which the site draws its charts.
import { writeFile } from "node:fs/promises";
import { writeMarkedSection } from "../../scripts/marked-section.mjs";
import { ROOT, runBin } from "../../scripts/run-command.mjs";
import { CONTESTANTS } from "./contestants.mjs";
import { amount } from "./table.mjs";

const MARKS = {
  start: "<!-- npm run bench -- --write: start -->",
  end: "<!-- npm run bench -- --write: end -->",
};
const COLUMNS = ["floor", "openai", "ai-sdk", "langchain-openai", "community", "smallest"];
const OURS = ["client", "ours", "client-undici", "ours-undici"];

const LANGUAGES = {
  "docs/numbers/benchmarks.md": {
    row: "Row",
    work: "Work",
    goal: "Must reach",
    reached: "reached",
    missed: "**not reached**",
    taken: ({ date, machine, node, core, packages }) =>
      `Taken on ${date}: ${machine}, Node ${node}, \`@langchain/core\` ${core}, our packages ${packages}.`,
    packed: { true: "as packed tarballs", false: "as built in the workspace" },
    summary: "Each ratio with the quartiles of its rounds",
  },
  "docs/zh/numbers/benchmarks.md": {
    row: "行",
    work: "工作",
    goal: "须达到",
    reached: "达到",
    missed: "**未达到**",
    taken: ({ date, machine, node, core, packages }) =>
      `测于 ${date}：${machine}，Node ${node}，\`@langchain/core\` ${core}，我们的包${packages}。`,
    packed: { true: "取自打包的 tarball", false: "取自工作区的构建" },
    summary: "每个比值及各轮的四分位数",
  },
};

const DATA = "docs/numbers/benchmarks.json";

/** Writes both documents and the results, formatted as all are. */
export async function writeDocuments({ results, machine }) {
  await writeFile(`${ROOT}/${DATA}`, JSON.stringify({ machine, results }, null, 2));
  for (const [file, text] of Object.entries(benchTables({ results, machine }))) {
    await writeMarkedSection(`${ROOT}/${file}`, MARKS, text);
  }
  await runBin("oxfmt/bin/oxfmt", [...Object.keys(LANGUAGES), DATA]);
}

/** The text between the marks, by the document's path. */
export const benchTables = (run) =>
  Object.fromEntries(
    Object.entries(LANGUAGES).map(([file, words]) => [file, tables({ ...run, words })]),
  );

function tables({ results, machine, words }) {
  const taken = words.taken({ ...machine, packages: words.packed[machine.packed] });
  const head = [words.row, words.work, ...[...COLUMNS, "client", "ours"].map(titleOf), words.goal];
  const overview = markdown(
    head,
    results.map((result) => overviewLine(result, words)),
  );
  const spreads = results.flatMap(spreadLines);
  const details = markdown([words.work, "", "median", "25 % – 75 %"], spreads);
  return [
    taken,
    overview,
    `<details><summary>${words.summary}</summary>`,
    details,
    "</details>",
  ].join("\n\n");
}

function overviewLine(result, words) {
  const { cells, digits, unit, floor } = result;
  const cell = (name) => (cells[name] === undefined ? "–" : amount(cells[name].median, digits));
  const scale = floor === undefined ? (unit ?? "") : `${amount(floor, 2)} ${unit}`;
  const first = floor === undefined ? cell("floor") : `1 (${scale})`;
  return [
    `\`${result.row}\``,
    named(result),
    first,
    ...COLUMNS.slice(1).map(cell),
    cell("client"),
    cell("ours"),
    goals(result, words),
  ];
}

const named = ({ title, unit, floor }) =>
  floor === undefined && unit !== undefined ? `${title}, ${unit}` : title;

function goals({ goals, reached, cells, digits }, words) {
  const lines = OURS.filter((name) => reached[name] !== undefined).map((name) => {
    const who = name === "ours" ? "" : `${titleOf(name)} ${amount(cells[name].median, digits)}, `;
    return `${who}≤ ${goals[name]}: ${reached[name] ? words.reached : words.missed}`;
  });
  return lines.length === 0 ? "–" : lines.join("<br>");
}

function spreadLines(result) {
  const { cells, digits, floor } = result;
  const shown = Object.entries(cells).filter(([name]) => name !== "floor" || floor === undefined);
  return shown.map(([name, { median, low, high }]) => [
    named(result),
    titleOf(name),
    amount(median, digits),
    `${amount(low, digits)} – ${amount(high, digits)}`,
  ]);
}

const titleOf = (name) => CONTESTANTS[name].title;

function markdown(head, lines) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)].join("\n");
}
