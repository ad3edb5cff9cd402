export function writeNotices(file: string, modules: Iterable<string>): Promise<void>;
