import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { markdownToHtml } from "./markdown-html.js";
import { MarkdownProgress } from "./markdown-progress.js";
import { safeFragment } from "./safe-fragment.js";

/** Markdown that grows. Blocks that are whole stay as they are in the document. */
export function MarkdownText({ text, isOver }: { text: string; isOver: boolean }): VNode {
  const place = useRef<HTMLDivElement>(null);
  const drawing = useRef<MarkdownDrawing>(undefined);
  useLayoutEffect(() => {
    if (place.current === null) return;
    drawing.current ??= new MarkdownDrawing(place.current);
    drawing.current.draw(text, isOver);
  }, [text, isOver]);
  return <div class="markdown" ref={place} />;
}

class MarkdownDrawing {
  readonly #progress = new MarkdownProgress();
  readonly #tail = document.createElement("div");
  readonly #rest = document.createElement("span");
  #isOver = false;

  constructor(place: HTMLElement) {
    this.#rest.className = "markdown-rest";
    place.append(this.#tail, this.#rest);
  }

  draw(text: string, isOver: boolean): void {
    if (this.#isOver) return;
    this.#isOver = isOver;
    const { finished, tail, rest } = this.#progress.next(text, isOver);
    for (const source of finished) {
      const block = document.createElement("div");
      block.className = "markdown-block";
      block.append(safeFragment(markdownToHtml(source)));
      this.#tail.before(block);
    }
    if (tail !== undefined) this.#tail.replaceChildren(safeFragment(markdownToHtml(tail)));
    this.#rest.textContent = rest;
  }
}
