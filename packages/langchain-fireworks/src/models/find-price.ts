import { parseModelId } from "fireworks-client";
import {
  type DatedPrice,
  INPUT_PRICES,
  MODEL_PRICES,
  type Price,
  type PriceTable,
  ROUTER_PRICES,
} from "./prices.js";

/** Under which conditions tokens were used. */
export interface Billing {
  /** The id that was asked for. */
  model: string;
  /** The service tier; only `priority` has a price of its own. */
  serviceTier?: string | null | undefined;
  /** Whether it was a batch job, which costs half. Default false. */
  batch?: boolean | undefined;
}

/** The rates of one call, US dollars for a million tokens. */
export type Rates = Omit<Price, "priority">;

/** Rates and where they come from. */
export interface FoundPrice {
  rates: Rates;
  source: string;
  date?: string;
}

/** Batch jobs cost half of the standard price (contract, section 7.3). */
const BATCH_FACTOR = 0.5;

/** The price of a call, or `undefined` where it is not surely known. */
export function findPrice(billing: Billing, prices: PriceTable): FoundPrice | undefined {
  const own = ownPrice(billing.model, prices);
  if (own === null) return undefined;
  if (own !== undefined) return found(ratesOf(own, billing), { source: "user" });
  const listed = builtInPrice(billing.model);
  return listed && found(ratesOf(listed, billing), { source: listed.source, date: listed.date });
}

function found(
  rates: Rates | undefined,
  origin: Omit<FoundPrice, "rates">,
): FoundPrice | undefined {
  return rates && { rates, ...origin };
}

function ratesOf(price: Price, billing: Billing): Rates | undefined {
  const isPriority = billing.serviceTier === "priority";
  if (billing.batch !== true) return isPriority ? price.priority : price;
  // No other tier than the standard one has a batch price, and what a cached token costs is not known.
  if (isPriority || isRouter(billing.model)) return undefined;
  return { input: price.input * BATCH_FACTOR, output: price.output * BATCH_FACTOR };
}

/** The caller's price: by the very id, or by another spelling of it. */
function ownPrice(model: string, prices: PriceTable): Price | null | undefined {
  if (Object.hasOwn(prices, model)) return prices[model];
  const name = ownName(model);
  const key = Object.keys(prices).find((id) => isSameName(name, ownName(id)));
  return key === undefined ? undefined : prices[key];
}

function builtInPrice(model: string): DatedPrice | undefined {
  const { kind, name } = ownName(model) ?? {};
  if (name === undefined) return undefined;
  if (kind !== "router" && Object.hasOwn(MODEL_PRICES, name)) return MODEL_PRICES[name];
  if (kind !== "router" && Object.hasOwn(INPUT_PRICES, name)) return INPUT_PRICES[name];
  return kind !== "model" && Object.hasOwn(ROUTER_PRICES, name) ? ROUTER_PRICES[name] : undefined;
}

function isRouter(model: string): boolean {
  const { kind, name = "" } = ownName(model) ?? {};
  return kind === "router" || (kind === undefined && Object.hasOwn(ROUTER_PRICES, name));
}

/** A model or router that Fireworks itself serves and bills by the token; a short id does not say which. */
interface OwnName {
  kind?: "model" | "router";
  name: string;
}

function ownName(id: string): OwnName | undefined {
  // `model@snapshot` is hot-loaded on a deployment, which is billed by the hour.
  if (id.includes("@")) return undefined;
  const parsed = parseModelId(id);
  if (parsed.kind === "slug") return { name: parsed.slug };
  if (!("account" in parsed) || parsed.account !== "fireworks") return undefined;
  if (parsed.kind === "router") return { kind: "router", name: parsed.router };
  if (parsed.kind !== "model" || parsed.deployment) return undefined;
  return { kind: "model", name: parsed.model };
}

function isSameName(left: OwnName | undefined, right: OwnName | undefined): boolean {
  if (left === undefined || left.name !== right?.name) return false;
  return left.kind === undefined || right.kind === undefined || left.kind === right.kind;
}
