/** `display_name` → `displayName`: JSON's name of a field. The gateway reads both. */
export function toCamelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_whole, letter: string) => letter.toUpperCase());
}

/** `displayName` → `display_name`: the name that messages use. */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
