/** Puts those of the named settings that were given on an object, under their own names. */
export function assignGiven<Fields extends object>(
  target: object,
  fields: Fields,
  names: readonly (keyof Fields)[],
): void {
  for (const name of names) {
    if (fields[name] !== undefined) Object.assign(target, { [name]: fields[name] });
  }
}
