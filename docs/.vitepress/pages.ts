/** Every page of the site but the home page and the API reference. Both sidebars are made from this list. */
export interface Page {
  /** Path below docs/ and below docs/zh/, without `.md`. */
  path: string;
  en: string;
  zh: string;
}

export interface PageGroup {
  en: string;
  zh: string;
  /** Whether the bar at the top leads to its first page. */
  isInNav?: boolean;
  pages: readonly Page[];
}

export const PAGE_GROUPS: readonly PageGroup[] = [
  {
    en: "Start",
    zh: "开始",
    isInNav: true,
    pages: [{ path: "start", en: "Start here", zh: "从这里开始" }],
  },
  {
    en: "Tasks",
    zh: "任务",
    isInNav: true,
    pages: [
      { path: "tasks/set-up", en: "Set-up and credentials", zh: "准备与凭证" },
      { path: "tasks/installation", en: "Installation", zh: "安装" },
      { path: "tasks/instantiation", en: "Instantiation", zh: "实例化" },
      { path: "tasks/invocation", en: "Invocation", zh: "调用" },
      { path: "tasks/chaining", en: "Chaining", zh: "链接" },
      { path: "tasks/tool-calling", en: "Tool calling", zh: "工具调用" },
      { path: "tasks/structured-output", en: "Structured output", zh: "结构化输出" },
      { path: "tasks/json-mode", en: "JSON mode", zh: "JSON 模式" },
      { path: "tasks/images-audio-video", en: "Images, audio and video", zh: "图像、音频和视频" },
      { path: "tasks/streaming", en: "Token streaming", zh: "令牌级流式输出" },
      { path: "tasks/async", en: "Async: batch, concurrency, abort", zh: "异步：批量、并发、中止" },
      { path: "tasks/token-usage", en: "Token usage", zh: "令牌用量" },
      { path: "tasks/log-probabilities", en: "Log probabilities", zh: "对数概率" },
      { path: "tasks/errors", en: "Errors", zh: "错误" },
      {
        path: "tasks/retries-timeouts-abort",
        en: "Retries, timeouts, abort",
        zh: "重试、超时、中止",
      },
      { path: "tasks/tracing", en: "Tracing with LangSmith", zh: "用 LangSmith 跟踪" },
      { path: "tasks/response-cache", en: "Response cache", zh: "响应缓存" },
      { path: "tasks/init-chat-model", en: "initChatModel", zh: "initChatModel" },
      { path: "tasks/beside-chat", en: "Beside chat", zh: "聊天之外" },
      { path: "tasks/testing", en: "Testing your own code", zh: "测试你自己的代码" },
      { path: "tasks/parameters", en: "Parameters", zh: "参数" },
      {
        path: "tasks/python-page",
        en: "Differences from the Python page",
        zh: "与 Python 页面的不同",
      },
    ],
  },
  {
    en: "Classes",
    zh: "类",
    pages: [
      { path: "classes/chat-fireworks", en: "ChatFireworks", zh: "ChatFireworks" },
      { path: "classes/fireworks", en: "Fireworks", zh: "Fireworks" },
      { path: "classes/embeddings", en: "FireworksEmbeddings", zh: "FireworksEmbeddings" },
      { path: "classes/rerank", en: "FireworksRerank", zh: "FireworksRerank" },
      { path: "classes/client", en: "FireworksClient", zh: "FireworksClient" },
      { path: "classes/batch", en: "FireworksBatch", zh: "FireworksBatch" },
      {
        path: "classes/decision-model",
        en: "FireworksDecisionModel",
        zh: "FireworksDecisionModel",
      },
      {
        path: "classes/middleware",
        en: "fireworksPromptCachingMiddleware",
        zh: "fireworksPromptCachingMiddleware",
      },
      { path: "classes/pacer", en: "Pacer", zh: "Pacer" },
      { path: "classes/redis-budget", en: "RedisBudget", zh: "RedisBudget" },
      { path: "classes/fireworks-local", en: "createFireworksLocal", zh: "createFireworksLocal" },
    ],
  },
  {
    en: "Guides",
    zh: "指南",
    isInNav: true,
    pages: [
      { path: "guides/agents", en: "Agents", zh: "智能体" },
      { path: "guides/tools", en: "Tools", zh: "工具" },
      { path: "guides/structured-output", en: "Structured output", zh: "结构化输出" },
      { path: "guides/reasoning", en: "Reasoning", zh: "推理" },
      { path: "guides/messages-and-media", en: "Messages and media", zh: "消息与媒体" },
      { path: "guides/streaming", en: "Streaming", zh: "流式输出" },
      { path: "guides/prompt-caching", en: "Prompt caching", zh: "提示词缓存" },
      { path: "guides/errors-and-retries", en: "Errors and retries", zh: "错误与重试" },
      { path: "guides/retrieval", en: "Retrieval", zh: "检索" },
      { path: "guides/decisions", en: "Decision models", zh: "决策模型" },
      { path: "guides/metadata-and-cost", en: "Metadata and cost", zh: "元数据与费用" },
      { path: "guides/models-and-profiles", en: "Models and profiles", zh: "模型与模型概况" },
      {
        path: "guides/sessions-and-requests",
        en: "Sessions, requests, warnings, keys",
        zh: "会话、请求、警告与密钥",
      },
      {
        path: "guides/waiting-and-falling-back",
        en: "Waiting and falling back",
        zh: "等待与后备",
      },
      { path: "guides/pacing", en: "Pacing", zh: "按限流节奏发送" },
      { path: "guides/many-rows", en: "From 10 rows to 10 million", zh: "从 10 行到 1000 万行" },
      { path: "guides/batch", en: "Batch jobs", zh: "批处理作业" },
      { path: "guides/batch-command", en: "The batch command", zh: "批处理命令" },
      { path: "guides/many-machines", en: "Many machines", zh: "多台机器" },
      { path: "guides/node-transport", en: "A faster transport for Node", zh: "更快的 Node 传输" },
      { path: "guides/offline", en: "Offline development", zh: "离线开发" },
      { path: "guides/recordings", en: "Recordings", zh: "录制" },
      { path: "guides/own-deployments", en: "Own deployments and LoRA", zh: "自己的部署与 LoRA" },
      { path: "guides/browser-and-edge", en: "Browser and edge", zh: "浏览器与边缘" },
      { path: "guides/runtimes", en: "Runtimes", zh: "运行环境" },
      { path: "guides/migrating", en: "Migrating from other packages", zh: "从其他包迁移" },
    ],
  },
  {
    en: "Recipes",
    zh: "示例",
    pages: [
      { path: "recipes/responses", en: "The Responses endpoint", zh: "Responses 端点" },
      { path: "recipes/messages", en: "The Anthropic endpoint", zh: "Anthropic 兼容端点" },
    ],
  },
  {
    en: "fireworks-local",
    zh: "fireworks-local",
    isInNav: true,
    pages: [
      { path: "local/testing-an-agent", en: "Testing an agent", zh: "测试智能体" },
      { path: "local/scripts", en: "Scripts", zh: "脚本" },
      { path: "local/playground", en: "The playground", zh: "Playground" },
      { path: "local/generated-answers", en: "Generated answers", zh: "生成的回答" },
      { path: "local/strictness", en: "Strictness", zh: "严格程度" },
      { path: "local/faults", en: "Faults, latency, rate limits", zh: "故障、延迟与限流" },
      { path: "local/journal-and-scopes", en: "Journal and scopes", zh: "日志与作用域" },
      { path: "local/record-and-replay", en: "Record and replay", zh: "录制与回放" },
      { path: "local/upstream", en: "Upstream", zh: "上游引擎" },
      { path: "local/completions", en: "Text completions", zh: "文本补全" },
      { path: "local/embeddings-and-rerank", en: "Embeddings and rerank", zh: "嵌入与重排" },
      { path: "local/control-plane", en: "Control plane", zh: "控制平面" },
      { path: "local/batch", en: "Datasets and batch jobs", zh: "数据集与批处理作业" },
    ],
  },
  {
    en: "Numbers",
    zh: "数字",
    isInNav: true,
    pages: [
      { path: "numbers/index", en: "Overview", zh: "概览" },
      { path: "numbers/benchmarks", en: "Benchmarks", zh: "基准测试" },
      { path: "numbers/torture", en: "Torture", zh: "故障拷问" },
    ],
  },
];
