/**
 * The plainest reading of the standard: the whole text at once, line by line. Beyond it, an event
 * named "error" counts without data too.
 */
export function oracle(bytes: Uint8Array): { name: string; data: string; terminated: boolean }[] {
  const text = new TextDecoder().decode(bytes);
  const lines = text.split(/\r\n|\r|\n/);
  const events: { name: string; data: string; terminated: boolean }[] = [];
  let name = "";
  let data: string[] = [];
  const dispatch = (terminated: boolean) => {
    const counts = data.length > 0 || (terminated && name === "error");
    if (counts) events.push({ name, data: data.join("\n"), terminated });
    name = "";
    data = [];
  };
  for (const [at, line] of lines.entries()) {
    if (line === "") {
      if (at < lines.length - 1) dispatch(true);
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?([\s\S]*))?$/.exec(line) ?? [];
    if (field === "data") data.push(value);
    if (field === "event") name = value;
  }
  dispatch(false);
  return events;
}
