export function writeMarkedSection(
  path: string,
  marks: { start: string; end: string },
  text: string,
): Promise<void>;
