/** No finite value fits, or only one too large to write. */
export class UnsatisfiableSchemaError extends Error {
  override readonly name = "UnsatisfiableSchemaError";
}
