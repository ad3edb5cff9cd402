/** Who may reach the server, and how much of it they may take. */
export interface SafetyOptions {
  /**
   * Names that requests over a socket may give as their `Host`, beside those of loopback and the very
   * address they came to; `*` allows any. A page that makes its own name lead to 127.0.0.1 gives that
   * name. Default: none.
   */
  allowedHosts?: string[];
  /**
   * Origins whose pages may read answers, beside pages of this machine's loopback; `*` allows any.
   * Default: none.
   */
  allowedOrigins?: string[];
  /**
   * Needed for everything below `/_local`, as bearer key. Without one, `/_local` answers on loopback
   * only, and to no pages but its own and those of `allowedOrigins`.
   */
  adminToken?: string;
  /** Largest request body in bytes, above which the answer is 413. Default 32 MiB. */
  maxBodyBytes?: number;
  /** Answers that may be open at a time on the port; one more is a 503. Default 10,000. */
  maxOpenAnswers?: number;
  /** Milliseconds after which an answer on the port is cut off, stalled or not. Default 15 minutes. */
  maxAnswerMs?: number;
}
