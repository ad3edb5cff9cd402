/** Adds a sentence to an error's message, and to the stack that repeats it where errors are printed. */
export function addToMessage(error: Error, sentence: string): void {
  const { message, stack } = error;
  const longer = `${message} ${sentence}`;
  define(error, "message", longer);
  if (stack?.includes(message) === true)
    define(
      error,
      "stack",
      stack.replace(message, () => longer),
    );
}

/** Hidden, as both are on every error. */
function define(error: Error, name: string, value: string): void {
  Object.defineProperty(error, name, { value, writable: true, configurable: true });
}
