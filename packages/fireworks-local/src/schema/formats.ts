import type { JsonSchema } from "fireworks-client/wire";
import { isRegularExpression } from "../patterns/read-pattern.js";

const DATE = /^\d{4}-\d\d-\d\d$/;
const CLOCK = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?";
const ZONE = "(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)";
const TIME = new RegExp(`^${CLOCK}${ZONE}$`);
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?$/;
const DURATION = /^P(?=[\dT])(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/;
const LABEL = "[a-z\\d]([a-z\\d-]{0,61}[a-z\\d])?";
const EMAIL = new RegExp(`^[\\w+-]+(\\.[\\w+-]+)*@(${LABEL}\\.)+[a-z]{2,}$`, "i");
const HOSTNAME = new RegExp(`^${LABEL}(\\.${LABEL})*$`, "i");
const OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
const ASCII_REFERENCE = /^[!#$%&'()*+,./:;=?@[\]~\w-]*$/;
const BASE64 = /^([A-Za-z\d+/]{4})*([A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const POINTER = /^(\/([^/~]|~[01])*)*$/;

const FORMATS: Record<string, (text: string) => boolean> = {
  date: isDate,
  time: (text) => TIME.test(text),
  "date-time": (text) => isDate(text.slice(0, 10)) && text[10] === "T" && TIME.test(text.slice(11)),
  duration: (text) => DURATION.test(text),
  email: (text) => EMAIL.test(text),
  "idn-email": (text) => EMAIL.test(text),
  hostname: isHostname,
  "idn-hostname": isHostname,
  ipv4: (text) => IPV4.test(text),
  ipv6: isIpv6,
  uri: (text) => isUri(text) && ASCII_REFERENCE.test(text),
  url: (text) => isUri(text) && ASCII_REFERENCE.test(text),
  iri: isUri,
  "uri-reference": (text) => ASCII_REFERENCE.test(text),
  uuid: (text) => UUID.test(text),
  guid: (text) => UUID.test(text),
  "json-pointer": (text) => POINTER.test(text),
  regex: (text) => isRegularExpression(text, "u"),
  byte: (text) => BASE64.test(text),
};

/**
 * Whether a text is what its schema's `format` says; formats nobody knows say nothing. A pattern
 * with a colon beside `time` may leave the zone out, as Zod's own does.
 */
export function fitsFormat(text: string, { format, pattern }: JsonSchema): boolean {
  if (typeof format !== "string" || !Object.hasOwn(FORMATS, format)) return true;
  if (format === "time" && isAboutTime(pattern) && LOCAL_TIME.test(text)) return true;
  return FORMATS[format]?.(text) === true;
}

const isAboutTime = (pattern: unknown): boolean =>
  typeof pattern === "string" && pattern.includes(":");

/** A day of the calendar: dates that do not exist come back as another day, or not at all. */
function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isHostname(text: string): boolean {
  return text.length <= 253 && HOSTNAME.test(text);
}

function isIpv6(text: string): boolean {
  return /^[\da-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

function isUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i.test(text) && URL.canParse(text);
}
