/** What this server is not, wherever it says what it is. */
export const NOTICE =
  "This is a stand-in for tests, not a language model: answers are canned or made from the request.";
