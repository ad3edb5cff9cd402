export function buildPackages(options?: {
  print?: (line: string) => void;
}): Promise<{ ok: boolean; output: string }>;
