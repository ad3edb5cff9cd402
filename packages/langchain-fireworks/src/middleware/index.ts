export {
  fireworksPromptCachingMiddleware,
  type FireworksPromptCachingOptions,
} from "./prompt-caching.js";
