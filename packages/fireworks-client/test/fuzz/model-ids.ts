import { deepStrictEqual } from "node:assert";
import * as fc from "fast-check";
import {
  deploymentId,
  modelId,
  modelOnDeployment,
  type ParsedModelId,
  parseModelId,
  routerId,
} from "fireworks-client";

/** Names as Fireworks allows them in ids (wire contract, section 1.4). */
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const snapshot = fc.constantFrom("", "@s1", "@a-b");

/** What is built is read back, with a snapshot or without. */
export const builtIdsAreRead: fc.IProperty<unknown> = fc.property(
  fc.tuple(name, name, name, name),
  snapshot,
  ([account, model, owner, deployment], at) => {
    const id = modelId(model, account);
    const target = deploymentId(deployment, owner);
    deepStrictEqual(parseModelId(id + at), { kind: "model", account, model });
    deepStrictEqual(parseModelId(target + at), { kind: "deployment", account: owner, deployment });
    deepStrictEqual(parseModelId(routerId(model, account)), {
      kind: "router",
      account,
      router: model,
    });
    deepStrictEqual(parseModelId(modelOnDeployment(id, target)), {
      kind: "model",
      account,
      model,
      deployment: { account: owner, deployment },
    });
  },
) as fc.IProperty<unknown>;

const part = fc.constantFrom(
  ..."accounts|fireworks|models|deployments|routers|/|//|#|@|m| |\n|..|%2F|é|__proto__".split("|"),
);

/** No text throws; what is said of a full id builds that id again. */
export const anyTextIsRead: fc.IProperty<unknown> = fc.property(
  fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(part, { maxLength: 10 }).map((parts) => parts.join("")),
    fc.array(fc.oneof(part, name), { maxLength: 8 }).map((parts) => parts.join("/")),
  ),
  (id) => {
    const parsed = parseModelId(id);
    // Snapshots are passed over in full ids; a slug is kept as it is.
    const kept = parsed.kind === "slug" ? id : id.replaceAll(/@[^/#]*(?=#|$)/g, "");
    deepStrictEqual(rebuilt(parsed), parsed.kind === "other" ? id : kept);
  },
) as fc.IProperty<unknown>;

function rebuilt(parsed: ParsedModelId): string {
  switch (parsed.kind) {
    case "other":
      return parsed.id;
    case "slug":
      return parsed.account === undefined ? parsed.slug : `${parsed.account}/${parsed.slug}`;
    case "router":
      return routerId(parsed.router, parsed.account);
    case "deployment":
      return deploymentId(parsed.deployment, parsed.account);
    case "model": {
      const id = modelId(parsed.model, parsed.account);
      const on = parsed.deployment;
      return on ? modelOnDeployment(id, deploymentId(on.deployment, on.account)) : id;
    }
  }
}
