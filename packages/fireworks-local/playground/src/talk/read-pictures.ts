import type { Picture } from "../state/conversation.js";
import { typeProblem } from "./picture-limits.js";

/** Files as pictures, and what was wrong with the others. */
export async function readPictures(
  files: readonly File[],
): Promise<{ pictures: Picture[]; problems: string[] }> {
  const problems = files.flatMap((file) => typeProblem(file) ?? []);
  const fitting = files.filter((file) => typeProblem(file) === undefined);
  const read = await Promise.allSettled(fitting.map(readPicture));
  return {
    pictures: read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
    problems: [
      ...problems,
      ...read.flatMap((one, at) =>
        one.status === "rejected" ? [`${fitting[at]?.name} could not be read.`] : [],
      ),
    ],
  };
}

async function readPicture(file: File): Promise<Picture> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result as string));
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(file);
  });
  return { name: file.name, type: file.type, bytes: file.size, url };
}
