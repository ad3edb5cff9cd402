import { DataFileError } from "./data-file-error.js";
import { type Description, mistakesIn } from "./check-by-shape.js";
import { type DataPath, pathText } from "./mistake.js";
import { parseData } from "./parse-data.js";

/** What a file holds, after it was found to be as described. */
export interface CheckedData<Data> {
  data: Data;
  /** `weather.yaml:12`. */
  placeOf(path: DataPath): string;
}

/**
 * Reads a text by its description, and by rules that a description cannot say. Throws
 * {@link DataFileError}: a line for each mistake, with its place.
 */
export async function readByShape<Data>(
  text: string,
  name: string,
  description: Description<Data>,
): Promise<CheckedData<Data>> {
  const { value, lineOf } = await parseData(text, name);
  const placeOf = (path: DataPath): string => `${name}:${lineOf(path)}`;
  const mistakes = mistakesIn(value, description);
  if (mistakes.length > 0)
    throw new DataFileError(
      mistakes.map(({ path, message }) => {
        const at = pathText(path);
        return `${placeOf(path)}: ${at === "" ? "" : `${at}: `}${message}`;
      }),
    );
  return { data: value as Data, placeOf };
}
