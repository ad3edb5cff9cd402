export const CONTESTANTS: Record<string, { title: string; module?: string; peer?: boolean }>;
