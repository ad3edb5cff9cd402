import type { SeededRandom } from "../answers/random.js";

const HEX = "0123456789abcdef";

type Format = (random: SeededRandom) => string;

const two = (value: number): string => String(value).padStart(2, "0");

const date: Format = (random) =>
  `20${two(random.integer(20, 29))}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;

const time: Format = (random) =>
  `${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}Z`;

const uuid: Format = (random) =>
  [
    random.text(8, HEX),
    random.text(4, HEX),
    `4${random.text(3, HEX)}`,
    `a${random.text(3, HEX)}`,
    random.text(12, HEX),
  ].join("-");

const FORMATS: Record<string, Format> = {
  date,
  time,
  "date-time": (random) => `${date(random)}T${time(random)}`,
  duration: (random) => `P${random.integer(1, 30)}D`,
  email: (random) => `user${random.integer(1, 999)}@example.com`,
  "idn-email": (random) => `user${random.integer(1, 999)}@example.com`,
  hostname: (random) => `host${random.integer(1, 99)}.example.com`,
  "idn-hostname": (random) => `host${random.integer(1, 99)}.example.com`,
  ipv4: (random) => `192.0.2.${random.integer(1, 254)}`,
  ipv6: (random) => `2001:db8::${random.text(3, "123456789abcdef")}`,
  uri: (random) => `https://example.com/${random.text(6, HEX)}`,
  "uri-reference": (random) => `/${random.text(6, HEX)}`,
  iri: (random) => `https://example.com/${random.text(6, HEX)}`,
  url: (random) => `https://example.com/${random.text(6, HEX)}`,
  uuid,
  guid: uuid,
  "json-pointer": (random) => `/${random.text(4, HEX)}`,
  regex: () => "^[a-z]+$",
  byte: () => "c2FtcGxl",
};

/** A value of the named format, or undefined for a format that is not known. */
export function sampleFormat(name: unknown, random: SeededRandom): string | undefined {
  if (typeof name !== "string" || !Object.hasOwn(FORMATS, name)) return undefined;
  return FORMATS[name]?.(random);
}
