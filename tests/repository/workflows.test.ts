import { cp, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { PACKAGE_NAMES } from "../../scripts/pack-packages.mjs";
import { ROOT, runCommand } from "../../scripts/run-command.mjs";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  permissions?: Record<string, string>;
  needs?: string;
  steps: Step[];
  "timeout-minutes"?: number;
}

interface Workflow {
  permissions?: Record<string, string>;
  concurrency?: unknown;
  on: Record<string, unknown>;
  jobs: Record<string, Job>;
}

const FOLDER = join(ROOT, ".github/workflows");
const files = await readdir(FOLDER);
const texts = new Map<string, string>();
for (const file of files) texts.set(file, await readFile(join(FOLDER, file), "utf8"));

const workflowOf = (file: string): Workflow => parse(texts.get(file) ?? "") as Workflow;
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

describe.each(files)("%s", (file) => {
  const workflow = workflowOf(file);

  test("gives no permission to all jobs, and to each no more than it needs", () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, { permissions, "timeout-minutes": minutes }] of Object.entries(
      workflow.jobs,
    )) {
      const publishes = file === "release.yml" && name === "publish";
      const more = publishes ? { "id-token": "write" } : {};
      expect(permissions, name).toEqual({ contents: "read", ...more });
      expect(minutes, name).toBeGreaterThan(0);
    }
    expect(workflow.concurrency).toBeDefined();
  });

  test("pins every action by its commit, with its tag beside it", () => {
    const uses = (texts.get(file) ?? "").split("\n").filter((line) => /\buses:/.test(line));
    expect(uses.length).toBe(stepsOf(workflow).filter((step) => step.uses !== undefined).length);
    expect(
      uses.filter((line) => !/uses: actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
    ).toEqual([]);
  });

  test("knows no secret, leaves no credential in the checkout, and puts no event's text into a shell", () => {
    expect(texts.get(file)).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
    expect(Object.keys(workflow.on)).not.toContain("pull_request_target");
    for (const { run, uses, with: given } of stepsOf(workflow)) {
      expect(run ?? "").not.toContain("${{");
      if (uses?.startsWith("actions/checkout@"))
        expect(given).toEqual({ "persist-credentials": false });
    }
  });

  test("installs as locked, without scripts, and runs only commands that there are", async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const runs = stepsOf(workflow).flatMap(({ run }) => run ?? []);
    expect(runs.filter((run) => /npm (?:i|install)\b/.test(run))).toEqual([]);
    expect(
      runs.filter((run) => run.startsWith("npm ci") && run !== "npm ci --ignore-scripts"),
    ).toEqual([]);
    const named = runs.flatMap((run) => /^npm run (\S+)/.exec(run)?.[1] ?? []);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

describe("a release", () => {
  const { jobs } = workflowOf("release.yml");
  const runsOf = (job: string): string[] => jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];

  test("is checked and tested before it is packed, and packed once", () => {
    const runs = runsOf("pack");
    const at = (text: string) => runs.findIndex((run) => run.includes(text));
    expect(at("check-release-tag")).toBeGreaterThan(-1);
    expect(at("name-repository")).toBeGreaterThan(at("check-release-tag"));
    expect(at(".ci/run")).toBeGreaterThan(at("name-repository"));
    expect(at("npm pack")).toBeGreaterThan(at(".ci/run"));
    expect(runs.filter((run) => run.includes("npm pack"))).toHaveLength(1);
  });

  test("publishes those files with their provenance, each after what it needs, and builds nothing", () => {
    expect(jobs.publish?.needs).toBe("pack");
    const published = runsOf("publish").filter((run) => run.startsWith("npm publish"));
    expect(published).toEqual(
      ["fireworks-client", "langchain-fireworks", "fireworks-local"].map(
        (name) => `npm publish --provenance --access public ./tarballs/${name}-*.tgz`,
      ),
    );
    expect(runsOf("publish").join("\n")).not.toMatch(/npm (?:ci|run|pack)|checkout/);
  });

  test("names the repository it is made in, and nothing else, in every manifest", async () => {
    const root = await mkdtemp(join(tmpdir(), "name-repository-"));
    const manifestOf = (name: string) => join("packages", name, "package.json");
    for (const name of PACKAGE_NAMES) {
      await cp(join(ROOT, manifestOf(name)), join(root, manifestOf(name)));
    }
    const script = join(ROOT, "scripts/name-repository.mjs");
    const named = (address: string) => runCommand(process.execPath, [script, address, root]);
    expect((await named("/")).code).toBe(1);
    expect((await named("https://github.com/owner/some.name")).code).toBe(0);
    for (const name of PACKAGE_NAMES) {
      const before: unknown = JSON.parse(await readFile(join(ROOT, manifestOf(name)), "utf8"));
      expect(JSON.parse(await readFile(join(root, manifestOf(name)), "utf8"))).toEqual({
        ...(before as object),
        repository: {
          type: "git",
          url: "git+https://github.com/owner/some.name.git",
          directory: `packages/${name}`,
        },
      });
    }
  });

  test.each([
    ["v0.1.0", 0],
    ["v9.9.9", 1],
    ["0.1.0", 1],
    ["", 1],
  ])("with the tag %j the check of versions ends with %d", async (tag, code) => {
    const script = join(ROOT, "scripts/check-release-tag.mjs");
    expect((await runCommand(process.execPath, [script, tag])).code).toBe(code);
  });
});
