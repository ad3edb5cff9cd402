import type { DataPath } from "./mistake.js";

/** As much of the parser's nodes as is looked at here. */
interface YamlNode {
  range?: readonly number[] | null;
  anchor?: string;
  /** The anchor that an alias stands for. */
  source?: string;
  value?: unknown;
  /** Entries of a list, or pairs of a map. */
  items?: readonly unknown[];
}

interface YamlPair {
  key: YamlNode;
  value: YamlNode | null;
}

/** Nobody nests deeper, and what comes after this may recurse. */
const MAX_NESTING = 100;

export interface NodeProblem {
  offset: number;
  message: string;
}

/** Keys given twice, values that hold themselves, and nesting beyond reason. */
export function inspectNode(root: unknown): NodeProblem[] {
  return inspect(root as YamlNode | null, []);
}

function inspect(node: YamlNode | null, parents: readonly YamlNode[]): NodeProblem[] {
  if (node === null) return [];
  const offset = startOf(node) ?? 0;
  if (node.source !== undefined && parents.some(({ anchor }) => anchor === node.source))
    return [{ offset, message: `*${node.source} stands inside of what it stands for` }];
  if (node.items === undefined) return [];
  if (parents.length >= MAX_NESTING)
    return [{ offset, message: `nests deeper than ${MAX_NESTING} levels` }];
  const within = [...parents, node];
  const seen = new Set<unknown>();
  const problems: NodeProblem[] = [];
  for (const item of node.items) {
    if (isPair(item)) {
      const key = item.key.value;
      if (seen.has(key))
        problems.push({
          offset: startOf(item.key) ?? offset,
          message: `the key ${String(key)} is there twice`,
        });
      seen.add(key);
    }
    problems.push(...inspect(isPair(item) ? item.value : (item as YamlNode | null), within));
  }
  return problems;
}

/** Follows the path as far as the nodes have it; a key is looked for where it stands itself. */
export function offsetOf(root: unknown, path: DataPath): number {
  let node = root as YamlNode | null | undefined;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const items: readonly unknown[] = node?.items ?? [];
    const next = typeof step === "number" ? items[step] : items.find((item) => isKey(item, step));
    if (next === undefined || next === null) break;
    offset = startOf(isPair(next) ? next.key : next) ?? offset;
    node = isPair(next) ? next.value : next;
  }
  return offset;
}

function isPair(item: unknown): item is YamlPair {
  return typeof item === "object" && item !== null && "key" in item;
}

function isKey(item: unknown, name: string): boolean {
  return isPair(item) && item.key.value === name;
}

function startOf(node: YamlNode | null | undefined): number | undefined {
  return node?.range?.[0];
}
