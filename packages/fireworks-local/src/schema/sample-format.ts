import type { SeededRandom } from "../random/seeded-random.js";

const HEX = "0123456789abcdef";

interface FormatSampler {
  sample(random: SeededRandom): string;
  /** For a small `maxLength`. */
  short?: readonly string[];
  /** The same text with at least `missing` more characters. */
  grow?(text: string, missing: number): string;
}

const two = (value: number): string => String(value).padStart(2, "0");

const date = (random: SeededRandom): string =>
  `20${two(random.integer(20, 29))}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;

const time = (random: SeededRandom): string =>
  `${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}Z`;

const addFraction = (text: string, missing: number): string =>
  text.replace(/Z$/, `.${"0".repeat(Math.max(missing - 1, 1))}Z`);

const addToEnd = (text: string, missing: number): string => text + "a".repeat(missing);

/** Letters in front of the host, with a dot often enough for every label to stay below 63. */
const addToHost = (text: string, missing: number): string => {
  const host = text.indexOf("@") + 1;
  const labels = "a".repeat(missing).replaceAll(/a{50}/g, `${"a".repeat(49)}.`);
  return text.slice(0, host) + labels + text.slice(host);
};

const uuid: FormatSampler = {
  sample: (random) => {
    const [a = "", b = "", c = "", d = "", e = ""] = [8, 4, 3, 3, 12].map((length) =>
      random.text(length, HEX),
    );
    return `${a}-${b}-4${c}-a${d}-${e}`;
  },
};

const email: FormatSampler = {
  sample: (random) => `user${random.integer(1, 999)}@example.com`,
  short: ["me@a.co", "a@b.co"],
  grow: addToHost,
};

const hostname: FormatSampler = {
  sample: (random) => `host${random.integer(1, 99)}.example.com`,
  short: ["a.co", "a"],
  grow: addToHost,
};

const uri: FormatSampler = {
  sample: (random) => `https://example.com/${random.text(6, HEX)}`,
  short: ["http://a.co", "http://a", "urn:a", "a:b"],
  grow: addToEnd,
};

const path: FormatSampler = {
  sample: (random) => `/${random.text(6, HEX)}`,
  short: ["/a", "/", ""],
  grow: addToEnd,
};

const SAMPLERS: Record<string, FormatSampler> = {
  date: { sample: date },
  time: { sample: time, grow: addFraction },
  "date-time": { sample: (random) => `${date(random)}T${time(random)}`, grow: addFraction },
  duration: { sample: (random) => `P${random.integer(1, 30)}D` },
  email,
  "idn-email": email,
  hostname,
  "idn-hostname": hostname,
  ipv4: { sample: (random) => `192.0.2.${random.integer(1, 254)}`, short: ["1.1.1.1"] },
  ipv6: { sample: (random) => `2001:db8::${random.text(3, "123456789abcdef")}`, short: ["::1"] },
  uri,
  url: uri,
  iri: uri,
  "uri-reference": path,
  uuid,
  guid: uuid,
  "json-pointer": path,
  regex: { sample: () => "^[a-z]+$", short: ["a", ""], grow: addToEnd },
  byte: {
    sample: () => "c2FtcGxl",
    short: ["YQ=="],
    grow: (text, missing) => text + "YWFh".repeat(Math.ceil(missing / 4)),
  },
};

/** Texts of the named format near a length, the usual one first; none for an unknown format. */
export function formatCandidates(
  name: unknown,
  { min, max }: { min: number; max: number },
  random: SeededRandom,
): string[] {
  if (typeof name !== "string" || !Object.hasOwn(SAMPLERS, name)) return [];
  const sampler = SAMPLERS[name];
  const usual = sampler?.sample(random) ?? "";
  if (usual.length < min) return [sampler?.grow?.(usual, min - usual.length) ?? usual];
  if (usual.length > max) return [usual.slice(0, max), ...(sampler?.short ?? [])];
  return [usual];
}
