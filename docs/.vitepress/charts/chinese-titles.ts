/** What the rows of the bench and their units are called in Chinese. A test holds that none is missing. */
export const CHINESE_TITLES: Readonly<Record<string, string>> = {
  "2,000 content chunks, `stream()`": "2,000 个内容块，stream()",
  "2,000 tool-argument deltas, `stream()`": "2,000 个工具参数增量，stream()",
  "1,000 reasoning deltas": "1,000 个推理增量",
  "1,000 chunks with 5 top logprobs": "1,000 个块，每个令牌 5 个备选对数概率",
  "16,000 chunks with logprobs (wall)": "16,000 个带对数概率的块（实际耗时）",
  "… power, from 4,000 to 16,000 chunks": "…… 增长指数，4,000 到 16,000 个块",
  "4,000 tool deltas added up, `tool_calls` read at each (wall)":
    "累加 4,000 个工具增量，每次都读取 tool_calls（实际耗时）",
  "… power, from 1,000 to 16,000 deltas (others: to 4,000)":
    "…… 增长指数，1,000 到 16,000 个增量（其他包到 4,000）",
  "content with a callback handler given as an object literal":
    "内容块，回调处理器以对象字面量给出",
  "`invoke`, 50 at a time": "invoke，同时 50 个",
  "first delta (wall)": "首个增量（实际耗时）",
  "2,000 streams at once, CPU per chunk": "同时 2,000 个流，每块 CPU",
  "2,000 streams at once, p99 of a chunk's added latency": "同时 2,000 个流，单块附加延迟的 p99",
  "live memory of an open stream": "一个打开的流占用的内存",
  "cold start beyond the smallest subclass: import and construct":
    "冷启动，超出最小子类的部分：导入并构造",
  "installed packages beyond core": "core 之外安装的包",
  "installed size beyond core": "core 之外的安装体积",
  "browser bundle in one file, minified, gzip": "单文件浏览器包，压缩并 gzip",
  "browser bundle in one file beyond the smallest subclass of core":
    "单文件浏览器包，超出 core 最小子类的部分",
  "what a page loads first of a split bundle beyond the smallest subclass of core":
    "拆分打包后页面首先加载的部分，超出 core 最小子类的部分",
  "TypeScript: an agent with ten tools and a nested zod schema, whole run":
    "TypeScript：带十个工具和嵌套 zod schema 的智能体，整次运行",
  "… of it the check": "…… 其中类型检查",
};

export const CHINESE_UNITS: Readonly<Record<string, string>> = {
  "µs CPU per chunk": "每块 µs CPU",
  "µs CPU per call": "每次调用 µs CPU",
  packages: "个包",
  ms: "ms",
  µs: "µs",
  KiB: "KiB",
  MB: "MB",
  kB: "kB",
  s: "s",
};
