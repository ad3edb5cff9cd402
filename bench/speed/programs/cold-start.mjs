// Imports what a contestant needs, constructs its model and prints how old the process is then.
const { contestant } = await import(process.argv[2]);
contestant({
  baseURL: "http://127.0.0.1:1/v1",
  kind: "content",
  apiKey: "fw_bench",
  model: "accounts/fireworks/models/kimi-k3",
  tool: { type: "function", function: { name: "none", parameters: { type: "object" } } },
  deltaText: () => () => "",
  langchainReader: ({ chatModel }) => chatModel,
});
console.log(performance.now());
