/** One thing that is wrong with a refused request. */
export interface RequestIssue {
  /** Where in the body, e.g. `messages[0].content`; empty for the request as a whole. */
  path: string;
  /** What is wrong there, in Fireworks' words. */
  message: string;
  /** What to do about it, where that is known. */
  advice?: string;
}
