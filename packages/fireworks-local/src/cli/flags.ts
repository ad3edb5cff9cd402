/** One flag of the command line: parsing and help follow from this. */
export interface Flag {
  group: "Serving" | "Answering" | "Recording" | "Who may come" | "Output";
  /** What the value is called in the help; a flag without one is a switch. */
  value?: string;
  /** May be given several times. */
  multiple?: boolean;
  short?: string;
  help: string;
}

export type FlagName =
  | "port"
  | "host"
  | "key"
  | "account"
  | "resources"
  | "seed"
  | "lenient"
  | "latency"
  | "faults"
  | "scripts"
  | "unscripted"
  | "rate-limit"
  | "upstream"
  | "upstream-key"
  | "model-map"
  | "record"
  | "record-missing"
  | "redact"
  | "replay"
  | "replay-timing"
  | "allow-host"
  | "allow-origin"
  | "admin-token"
  | "no-playground"
  | "log"
  | "help"
  | "version";

export const FLAGS: Readonly<Record<FlagName, Flag>> = {
  port: { group: "Serving", value: "N", help: "port; 0 takes a free one (default 4141)" },
  host: {
    group: "Serving",
    value: "ADDRESS",
    help: "address to bind; beyond loopback see --allow-host and --admin-token (default 127.0.0.1)",
  },
  key: {
    group: "Serving",
    value: "K",
    multiple: true,
    help: "accept only this API key (default: any)",
  },
  account: {
    group: "Serving",
    value: "ID",
    help: "the account of every key; others are refused (default: any)",
  },
  resources: {
    group: "Serving",
    value: "FILE",
    help: "models and deployments that are there, how long work takes, how batch jobs run and fail",
  },
  seed: {
    group: "Answering",
    value: "N",
    help: "whole number; same request and seed, same answer (default 0)",
  },
  lenient: {
    group: "Answering",
    help: "answer what Fireworks would refuse, where an answer is possible",
  },
  latency: {
    group: "Answering",
    value: "L",
    help: "none, fast, serverless, slow, overloaded, or first=400,between=12,jitter=0.3",
  },
  "rate-limit": {
    group: "Answering",
    value: "KIND=N",
    multiple: true,
    help: "at most N a minute of prompt, cache-adjusted-prompt, generated or requests, then 429",
  },
  scripts: {
    group: "Answering",
    value: "PATH",
    multiple: true,
    help: "scripted answers: a YAML or JSON file, or a folder",
  },
  unscripted: {
    group: "Answering",
    value: "WHAT",
    help: "answer or refuse what no script answers (default answer)",
  },
  faults: {
    group: "Answering",
    value: "PATH",
    help: "fault plan: a YAML or JSON file, or a folder",
  },
  upstream: {
    group: "Answering",
    value: "URL",
    help: "a real engine that answers: Fireworks, or any OpenAI-compatible one",
  },
  "upstream-key": {
    group: "Answering",
    value: "K",
    help: "its API key; also FIREWORKS_LOCAL_UPSTREAM_KEY, for Fireworks FIREWORKS_API_KEY (else the caller's)",
  },
  "model-map": {
    group: "Answering",
    value: "ID=NAME",
    multiple: true,
    help: "the engine's name for a model id; * for all others",
  },
  record: {
    group: "Recording",
    value: "DIR",
    help: "write what the upstream answers, one file an exchange",
  },
  "record-missing": {
    group: "Recording",
    help: "serve what DIR has, and ask the upstream only for the rest",
  },
  redact: {
    group: "Recording",
    value: "RULE",
    multiple: true,
    help: "what is not written: a path (messages.*.content) or a pattern (/regex/i)",
  },
  replay: {
    group: "Recording",
    value: "DIR",
    help: "serve the recordings of DIR and nothing else, without a network",
  },
  "replay-timing": { group: "Recording", help: "as slowly as it was recorded" },
  "allow-host": {
    group: "Who may come",
    value: "NAME",
    multiple: true,
    help: "a name requests may give as their Host, beside loopback; * for any",
  },
  "allow-origin": {
    group: "Who may come",
    value: "ORIGIN",
    multiple: true,
    help: "an origin whose pages may read answers, beside loopback; * for any",
  },
  "admin-token": {
    group: "Who may come",
    value: "T",
    help: "bearer key for /_local; also FIREWORKS_LOCAL_ADMIN_TOKEN",
  },
  "no-playground": {
    group: "Serving",
    help: "do not serve the playground, a page to look through",
  },
  log: {
    group: "Output",
    value: "FORM",
    help: "pretty, json or none (default: pretty in a terminal, json elsewhere)",
  },
  help: { group: "Output", short: "h", help: "this text" },
  version: { group: "Output", short: "v", help: "the version" },
};
