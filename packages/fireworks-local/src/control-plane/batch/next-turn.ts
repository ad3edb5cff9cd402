/**
 * Lets other requests have their turn. No timer: a test that stops the timers would wait for ever.
 * Does not keep the process alive: once nobody waits for a job, it may end in the middle of it.
 */
export function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const done = (): void => {
      port1.close();
      resolve();
    };
    port1.addEventListener("message", done);
    port1.start();
    if ("unref" in port1 && typeof port1.unref === "function") port1.unref();
    port2.postMessage(null);
  });
}
