import { isIPv4, isIPv6 } from "node:net";
import Ajv, { type Options } from "ajv/dist/2020.js";

const day = /^\d{4}-\d\d-\d\d$/;
const clock = /^\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** `Date` rolls days over that do not exist: they come back as others. */
const isDate = (text: string): boolean =>
  day.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(Date.parse(text)).getUTCDate() === Number(text.slice(8));
const isTime = (text: string): boolean =>
  clock.test(text) && !Number.isNaN(Date.parse(`2000-01-01T${text}`));

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u").source !== "";
  } catch {
    return false;
  }
}

/** Checks of our own writing, so that the source's mistakes are not repeated here. */
const CHECKS: Record<string, (text: string) => boolean> = {
  date: isDate,
  time: isTime,
  "date-time": (text) => isDate(text.slice(0, 10)) && text[10] === "T" && isTime(text.slice(11)),
  duration: (text) => /^P(?=.)\w*$/.test(text) && /\d/.test(text),
  email: (text) => /^[^\s@"]+@[^\s@".]+(\.[^\s@".]+)+$/.test(text) && !/\.\.|^\.|\.@/.test(text),
  hostname: (text) => text.split(".").every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/i.test(label)),
  ipv4: isIPv4,
  ipv6: isIPv6,
  uri: (text) => URL.canParse(text) && !/[\s"<>]/.test(text),
  "uri-reference": (text) => !/[\s"<>]/.test(text),
  uuid: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  "json-pointer": (text) => text === "" || text.startsWith("/"),
  regex: (text) => isPattern(text),
  byte: (text) => Buffer.from(text, "base64").toString("base64") === text,
};

export const FORMAT_NAMES = Object.keys(CHECKS);

/** A validator for which a format is an assertion. */
export function strictAjv(options: Options = {}): Ajv {
  return addFormatChecks(new Ajv({ strict: false, ...options }));
}

export function addFormatChecks<Validator extends Pick<Ajv, "addFormat">>(
  ajv: Validator,
): Validator {
  for (const [name, check] of Object.entries(CHECKS)) ajv.addFormat(name, check);
  return ajv;
}
