export const PACKAGE_NAMES: string[];
export function packInto(folder: string): Promise<Record<string, string>>;
