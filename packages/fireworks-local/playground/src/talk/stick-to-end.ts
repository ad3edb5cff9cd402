import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** So near the end, in pixels, somebody is looking at the end. */
const NEAR = 48;

/**
 * Who looks at the end goes on seeing it while the content grows; who scrolled up is left alone. What is
 * there before anything was said begins at its top.
 */
export function useStickToEnd(hasBegun: boolean): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const grows = useRef(hasBegun);
  grows.current = hasBegun;
  useLayoutEffect(() => {
    const view = scroller.current;
    if (view === null || content.current === null) return undefined;
    let isAtEnd = true;
    const onScroll = (): void => {
      isAtEnd = !grows.current || view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
    };
    view.addEventListener("scroll", onScroll, { passive: true });
    const watch = new ResizeObserver(() => {
      if (isAtEnd && grows.current) view.scrollTop = view.scrollHeight;
    });
    watch.observe(content.current);
    return () => {
      watch.disconnect();
      view.removeEventListener("scroll", onScroll);
    };
  }, []);
  return { scroller, content };
}
