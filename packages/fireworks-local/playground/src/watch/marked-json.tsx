import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { RequestIssue } from "../../../src/admin/admin-answers.js";
import { type BodyPlace, isWithin, placeIn } from "./body-path.js";
import { type JsonLine, jsonLines } from "./json-lines.js";

/** So many lines are elements at first; a batch of a megabyte has many more. */
const FIRST_LINES = 1_000;

interface MarkedJsonProps {
  label: string;
  value: unknown;
  /** The parts that these are about are marked, with what is wrong beside them. */
  issues?: readonly RequestIssue[];
}

/** JSON over several lines. */
export function MarkedJson({ label, value, issues = [] }: MarkedJsonProps): VNode {
  const most = useSignal(FIRST_LINES);
  const lines = jsonLines(value);
  const marks = issues.map((issue) => ({ issue, place: placeIn(value, issue.path) }));
  return (
    // It scrolls, so that the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="marked-json" role="region" aria-label={label} tabIndex={0}>
      {lines.slice(0, most.value).map((line, at) => (
        <MarkedLine key={at} line={line} isFirst={isFirstOf(line, lines[at - 1])} marks={marks} />
      ))}
      {lines.length > most.value && (
        <button type="button" onClick={() => (most.value = lines.length)}>
          Show all {lines.length.toLocaleString("en")} lines
        </button>
      )}
    </div>
  );
}

interface Mark {
  issue: RequestIssue;
  place: BodyPlace;
}

interface MarkedLineProps {
  line: JsonLine;
  /** A value that is written over several lines is explained at the first. */
  isFirst: boolean;
  marks: readonly Mark[];
}

function MarkedLine({ line, isFirst, marks }: MarkedLineProps): VNode {
  const here = marks.filter(({ issue, place }) => issue.path !== "" && isAbout(line, place));
  const told = isFirst ? here.filter(({ place }) => line.path.length === place.path.length) : [];
  const indent = { paddingInlineStart: `${line.depth + 0.5}rem` };
  if (here.length === 0)
    return (
      <div class="json-line" style={indent}>
        {line.text}
      </div>
    );
  return (
    <div class="json-line marked" style={indent}>
      <mark>{line.text}</mark>
      {told.map(({ issue, place }) => (
        <strong key={`${issue.path} ${issue.message}`} class="json-remark">
          {" "}
          ◂ {place.missing.length === 0 ? "" : `${place.missing.join(".")}: `}
          {issue.message}
        </strong>
      ))}
    </div>
  );
}

/** Where something is missing, the lines that begin and end the value that should hold it are marked. */
const isAbout = ({ path }: JsonLine, { path: marked, missing }: BodyPlace): boolean =>
  isWithin(path, marked) && (missing.length === 0 || path.length === marked.length);

const isFirstOf = (line: JsonLine, before: JsonLine | undefined): boolean =>
  before === undefined || !isWithin(before.path, line.path);
