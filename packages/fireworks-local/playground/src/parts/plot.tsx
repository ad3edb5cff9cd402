import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import type { PlotSeries } from "./plot-series.js";
import "uplot/dist/uPlot.min.css";
import "./plot.css";

export interface PlotProps {
  /** What the picture shows, for those who do not see it. */
  description: string;
  x: readonly number[];
  series: readonly PlotSeries[];
  /** Units of the axes, and how far they go at least: several plots may share one scale. */
  axes: { x: PlotAxis; y: PlotAxis };
}

interface PlotAxis {
  label: string;
  max?: number | undefined;
}

const HEIGHT = 180;

/** A line plot over uPlot: as wide as its place, in the colours of the theme. */
export function Plot({ description, x, series, axes }: PlotProps): VNode {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<uPlot>(undefined);
  const latest = useRef<uPlot.AlignedData>(undefined);
  // What makes it another plot; new points of the same one are only drawn.
  const shape = JSON.stringify([
    axes,
    series.map(({ label, colour, kind }) => [label, colour, kind]),
  ]);
  const data = [x, ...series.map(({ values }) => values)] as uPlot.AlignedData;
  latest.current = data;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const draw = (): void => {
      shown.current?.destroy();
      shown.current = new uPlot(plotOptions(element, { series, axes }), latest.current, element);
    };
    draw();
    return afterChanges(element, {
      onTheme: draw,
      onWidth: (width) => shown.current?.setSize({ width, height: HEIGHT }),
      onEnd: () => shown.current?.destroy(),
    });
  }, [shape]);
  useEffect(() => shown.current?.setData(data));
  return <div class="plot" ref={place} role="img" aria-label={description} />;
}

interface Changes {
  onTheme: () => void;
  onWidth: (width: number) => void;
  onEnd: () => void;
}

/** Tells of a new width and of the other theme, until the plot is taken away. */
function afterChanges(element: HTMLElement, { onTheme, onWidth, onEnd }: Changes): () => void {
  const theme = matchMedia("(prefers-color-scheme: dark)");
  const watch = new ResizeObserver(() => {
    if (element.clientWidth > 0) onWidth(element.clientWidth);
  });
  theme.addEventListener("change", onTheme);
  watch.observe(element);
  return () => {
    theme.removeEventListener("change", onTheme);
    watch.disconnect();
    onEnd();
  };
}

function plotOptions(
  element: HTMLElement,
  { series, axes }: Pick<PlotProps, "series" | "axes">,
): uPlot.Options {
  const [text, grid] = [colourOf(element, "--quiet"), colourOf(element, "--line")];
  const axis = ({ label }: PlotAxis): uPlot.Axis => ({
    label,
    stroke: text,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1 },
    labelSize: 20,
    size: 44,
  });
  const scale = ({ max }: PlotAxis): uPlot.Scale => ({
    time: false,
    range: (_plot, _least, greatest) => [0, Math.max(max ?? 0, greatest ?? 0, 1)],
  });
  return {
    width: Math.max(element.clientWidth, 200),
    height: HEIGHT,
    legend: { show: series.length > 1, live: false },
    cursor: { drag: { x: true, y: false } },
    scales: { x: scale(axes.x), y: scale(axes.y) },
    axes: [axis(axes.x), axis(axes.y)],
    series: [{}, ...series.map((one) => drawnSeries(element, one))],
  };
}

function drawnSeries(element: HTMLElement, { label, colour, kind }: PlotSeries): uPlot.Series {
  const stroke = colourOf(element, colour);
  if (kind === "line") return { label, stroke, width: 1, points: { show: false } };
  return { label, stroke, width: 0, paths: () => null, points: { show: true, size: 9, width: 2 } };
}

/** A canvas knows no custom properties, so the browser is asked for what one comes to here. */
function colourOf(element: HTMLElement, name: string): string {
  element.style.color = `var(${name})`;
  const { color } = getComputedStyle(element);
  element.style.color = "";
  return color;
}
