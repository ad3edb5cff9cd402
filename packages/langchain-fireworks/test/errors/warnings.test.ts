import type { ChatFireworksFields, FireworksWarning } from "langchain-fireworks";
import { describe, expect, test, vi } from "vitest";
import { ignoredSettings } from "../../src/models/ignored-settings.js";
import { warningChannel } from "../../src/errors/warnings.js";
import { collect } from "../failure.js";
import { localModels } from "../local-model.js";

const KIMI = "accounts/fireworks/models/kimi-k3";

/** A model and what it warns of. */
function watched(fields: Partial<ChatFireworksFields>) {
  const warnings: FireworksWarning[] = [];
  const onWarning = (warning: FireworksWarning): void => void warnings.push(warning);
  return { warnings, llm: localModels().model({ onWarning, ...fields }) };
}

describe("D37: the channel", () => {
  test("is console.warn by default", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await localModels().model({ model: KIMI, temperature: 0 }).invoke("hi");
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      "[langchain-fireworks] Kimi K3 has no control of the temperature; the setting is sent and has no effect. (ignored_temperature)",
    );
    warn.mockRestore();
  });

  test("is silent with null", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await localModels().model({ model: KIMI, temperature: 0, onWarning: null }).invoke("hi");
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test("tells each kind once for each model and field, whichever way is asked", async () => {
    const { warnings, llm } = watched({ model: KIMI, temperature: 0 });
    await llm.invoke("hi");
    await llm.batch(["hi", "ho"]);
    await collect(llm.stream("hi"));
    llm.toRequest("hi");
    expect(warnings).toMatchObject([
      { code: "ignored_temperature", field: "temperature", model: KIMI },
    ]);
    await llm.invoke("hi", { model: "accounts/fireworks/routers/kimi-k3-fast" });
    expect(warnings).toHaveLength(2);
  });

  test("a watcher that throws fails no call", async () => {
    const onWarning = (): never => {
      throw new Error("a watcher's mistake");
    };
    const llm = localModels().model({ model: KIMI, temperature: 0, onWarning });
    await expect(llm.invoke("hi")).resolves.toBeDefined();
  });

  test("a watcher whose promise rejects ends no process", async () => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    const onWarning = (): unknown => Promise.reject(new Error("a watcher's mistake"));
    await localModels().model({ model: KIMI, temperature: 0, onWarning }).invoke("hi");
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test("a watcher that fails once is not told again", () => {
    const tell = vi.fn<() => void>(() => {
      throw new Error("no");
    });
    const warn = warningChannel(tell);
    warn({ code: "a", message: "m" });
    warn({ code: "a", message: "m" });
    warn({ code: "a", message: "m", field: "other" });
    expect(tell).toHaveBeenCalledTimes(2);
  });
});

describe("D37: settings without effect", () => {
  test.each<[string, Partial<ChatFireworksFields>, object, string[]]>([
    ["a temperature for Kimi K3", { model: KIMI, temperature: 0 }, {}, ["ignored_temperature"]],
    ["a call's temperature", { model: "kimi-k3" }, { temperature: 1 }, ["ignored_temperature"]],
    ["through baseModel", { baseModel: "kimi-k3", temperature: 0 }, {}, ["ignored_temperature"]],
    [
      "baseModel, which is not what is behind a call's own model",
      { model: "accounts/me/deployments/d1", baseModel: "kimi-k3", temperature: 0 },
      { model: "accounts/fireworks/models/glm-5p3" },
      [],
    ],
    ["no temperature", { model: KIMI }, {}, []],
    ["a null temperature", { model: KIMI, temperature: 0 }, { temperature: null }, []],
    ["a temperature for others", { temperature: 0 }, {}, []],
    ["the flex tier", { serviceTier: "flex" }, {}, ["ignored_service_tier"]],
    ["the priority tier", { serviceTier: "priority" }, {}, []],
  ])("%s", (_, fields, call, codes) => {
    const { warnings, llm } = watched(fields);
    llm.toRequest("hi", call);
    expect(warnings.map(({ code }) => code)).toStrictEqual(codes);
  });

  test("nothing is said of a model that is not known", () => {
    const settings = { model: "m", temperature: 0 };
    expect(ignoredSettings(settings, undefined)).toStrictEqual([]);
  });
});
