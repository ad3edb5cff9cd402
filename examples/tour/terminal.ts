import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

const isColoured = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

/** Colour in a terminal, plain text in a pipe or a log. */
export function paint(style: Style, text: string): string {
  return isColoured ? styleText(style, text) : text;
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** One labelled value, indented under its step. */
export function printField(name: string, value: unknown): void {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const indented = text.replaceAll("\n", `\n${" ".repeat(22)}`);
  print(`    ${paint("dim", name.padEnd(17))} ${indented}`);
}

/** Text as it arrives, under the step's indentation. */
export function printPiece(text: string): void {
  process.stdout.write(text.replaceAll("\n", "\n    "));
}

/** A token on the colour of its probability; without colours, the probability stands beside it. */
export function paintProbability(token: string, probability: number): string {
  if (!isColoured) return `${JSON.stringify(token)} ${Math.round(probability * 100)}%  `;
  const style = probability > 0.9 ? "bgGreen" : probability > 0.5 ? "bgYellow" : "bgRed";
  return styleText(["black", style], token);
}
