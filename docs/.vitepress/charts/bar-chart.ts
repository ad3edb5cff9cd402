import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

export interface Bar {
  label: string;
  value: number;
  /** The value as it is written in the table. */
  text: string;
  /** From where to where half of the samples were. */
  spread?: readonly [low: number, high: number];
  isOurs?: boolean;
}

export interface BarChart {
  id: string;
  title: string;
  /** Everything the bars say, for those who do not see them. */
  description: string;
  bars: readonly Bar[];
  /** Drawn as a line: at most this much. */
  goal?: number | undefined;
  isLogarithmic?: boolean;
  width?: number;
  labelWidth?: number;
}

const ROW_HEIGHT = 22;
const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** A figure with an inline SVG, whose colours are custom properties of the theme. */
export function barChart(chart: BarChart): string {
  const svg = Plot.plot({
    document,
    width: chart.width ?? 360,
    height: chart.bars.length * ROW_HEIGHT + 8,
    marginTop: 4,
    marginBottom: 4,
    marginLeft: chart.labelWidth ?? 200,
    marginRight: 56,
    x: { axis: null, ...domainOf(chart) },
    y: { label: null, tickSize: 0, domain: chart.bars.map(({ label }) => label), padding: 0.25 },
    marks: marksOf(chart),
  });
  describe(svg, chart);
  return `<figure class="chart"><figcaption>${escape(chart.title)}</figcaption>${svg.outerHTML}</figure>`;
}

function domainOf({ bars, goal = 0, isLogarithmic }: BarChart): Plot.ScaleOptions {
  const most = Math.max(goal, ...bars.map(({ value, spread }) => spread?.[1] ?? value));
  return isLogarithmic === true
    ? { type: "log", domain: [1, most], clamp: true }
    : { domain: [0, most] };
}

function marksOf({ bars, goal, isLogarithmic }: BarChart): Plot.Markish[] {
  const spreads = bars.filter(({ spread }) => spread !== undefined);
  const start = isLogarithmic === true ? 1 : 0;
  const end = ({ value, spread }: Bar) => spread?.[1] ?? value;
  return [
    ...[false, true].map((isOurs) =>
      Plot.barX(
        bars.filter((bar) => (bar.isOurs ?? false) === isOurs),
        {
          x1: start,
          x2: "value",
          y: "label",
          fill: isOurs ? "var(--chart-ours)" : "var(--chart-others)",
        },
      ),
    ),
    Plot.ruleY(spreads, {
      x1: ({ spread }: Bar) => spread?.[0],
      x2: end,
      y: "label",
      stroke: "currentColor",
    }),
    ...(goal === undefined
      ? []
      : [Plot.ruleX([goal], { stroke: "currentColor", strokeDasharray: "3 3" })]),
    Plot.text(bars, { x: end, y: "label", text: "text", dx: 6, textAnchor: "start" }),
  ];
}

/** A name and a description in place of Plot's own style, which the theme's style sheet holds. */
function describe(svg: Element, { id, title, description }: BarChart): void {
  svg.querySelector("style")?.remove();
  // Plot names its groups "bar" and "rule", which nobody wants to hear and a group may not have.
  for (const group of svg.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const [tag, text] of [
    ["desc", description],
    ["title", title],
  ] as const) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    element.setAttribute("id", `${id}-${tag}`);
    element.textContent = text;
    svg.prepend(element);
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${id}-title`);
  svg.setAttribute("aria-describedby", `${id}-desc`);
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
