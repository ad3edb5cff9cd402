export const ROOT: string;
export interface CommandResult {
  code: number;
  output: string;
  ms: number;
}
export interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
  show?: boolean;
}
export function runCommand(
  file: string,
  args: string[],
  options?: CommandOptions,
): Promise<CommandResult>;
export function runNpm(args: string[], options?: CommandOptions): Promise<CommandResult>;
export function runBin(
  script: string,
  args: string[],
  options?: CommandOptions,
): Promise<CommandResult>;
export function checkTypes(
  project: string,
  args?: string[],
  options?: CommandOptions,
): Promise<CommandResult>;
