import type { FireworksLocalOptions } from "../server/options.js";
import { isFireworksUrl } from "../upstream/target.js";
import type { FlagValues } from "./cli-options.js";
import type { FlagName } from "./flags.js";
import { CliUsageError } from "./usage-error.js";

type SourceOptions = Pick<FireworksLocalOptions, "upstream" | "record" | "replay">;

/** Flags that say something only beside another. */
const NEEDS: readonly [FlagName, FlagName][] = [
  ["upstream-key", "upstream"],
  ["model-map", "upstream"],
  ["record", "upstream"],
  ["record-missing", "record"],
  ["redact", "record"],
  ["replay-timing", "replay"],
];

/** Where answers come from. A replay without its recording says so on stderr. */
export function sourceOptions(
  flags: FlagValues,
  env: Readonly<Record<string, string | undefined>>,
): SourceOptions {
  const isGiven = (name: FlagName): boolean => flags.isOn(name) || flags.one(name) !== undefined;
  for (const [name, other] of NEEDS)
    if (isGiven(name) && !isGiven(other))
      throw new CliUsageError(`--${name} needs --${other} beside it.`);
  const [url, record, replay] = [flags.one("upstream"), flags.one("record"), flags.one("replay")];
  if (replay !== undefined && url !== undefined)
    throw new CliUsageError(
      "--replay never goes to the network: leave --upstream out, " +
        "or use --record with --record-missing to record what is missing.",
    );
  if (replay !== undefined) return { replay: replayOptions(flags, replay) };
  if (url === undefined) return {};
  const apiKey =
    flags.one("upstream-key") ??
    env["FIREWORKS_LOCAL_UPSTREAM_KEY"] ??
    (isFireworksUrl(url) ? env["FIREWORKS_API_KEY"] : undefined);
  const models = flags.all("model-map")?.map(readMapping);
  return {
    upstream: { url, apiKey, ...(models && { models: Object.fromEntries(models) }) },
    ...(record === undefined ? {} : { record: recordOptions(flags, record) }),
  };
}

function recordOptions(flags: FlagValues, dir: string): SourceOptions["record"] {
  return { dir, missingOnly: flags.isOn("record-missing"), redact: flags.all("redact") };
}

function replayOptions(flags: FlagValues, dir: string): SourceOptions["replay"] {
  return {
    dir,
    timing: flags.isOn("replay-timing") ? "recorded" : "none",
    onMiss: (explanation) => void process.stderr.write(`${explanation}\n`),
  };
}

function readMapping(text: string): [string, string] {
  const [, id, name] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (id !== undefined && name !== undefined) return [id, name];
  throw new CliUsageError(`--model-map must be ID=NAME, not '${text}'.`);
}
