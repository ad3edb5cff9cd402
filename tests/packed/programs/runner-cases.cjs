/** The same tests for every runner: `test` and `expectEqual` are the runner's. */
exports.options = {
  scripts: [
    {
      when: { user: "Rome", predicate: ({ messages }) => messages.at(-1).role === "user" },
      answer: { toolCalls: [{ name: "get_weather", arguments: { city: "Rome" } }] },
    },
  ],
  faults: [{ fault: { status: 429, headers: { "retry-after-ms": "1" } }, times: 1 }],
};

exports.defineTests = ({ test, fireworks, expectEqual }) => {
  const { ask } = require("./agent-under-test.cjs");
  test("an agent makes two turns, and the 429 before them heals", async () => {
    expectEqual((await ask("What is the weather in Rome?")).includes("Sunny in Rome"), true);
    expectEqual(
      fireworks.requests.map(({ status }) => status),
      [429, 200, 200],
    );
    fireworks.journal.assertSent({ tools: ["get_weather"], system: /weather/ }, { times: 3 });
    fireworks.journal.assertNoRefusals();
    fireworks.assertFaultsUsed();
    fireworks.reset({ faults: [] });
  });

  test("each test begins with an empty journal and its faults anew", async () => {
    expectEqual(fireworks.requests.length, 0);
    await ask("Hello");
    expectEqual(fireworks.requests[0].status, 429);
  });
};

exports.defineLastTest = ({ test, expectEqual }) => {
  test("the environment is as it was", () => {
    expectEqual(process.env.FIREWORKS_BASE_URL, "");
  });
};

exports.defineFailingTest = ({ test, fireworks, expectEqual }) => {
  test("fails on purpose", async () => {
    const { status } = await fetch(`${fireworks.baseURL}/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${fireworks.apiKey}` },
      body: JSON.stringify({ model: "glm-5p3", foo: 1 }),
    });
    expectEqual(status, 200);
  });
};
