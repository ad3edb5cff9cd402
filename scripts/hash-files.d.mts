/** Every file in a folder and the folders in it. */
export function filesBelow(folder: string): Promise<string[]>;
/** A hash of names and contents, so that an unchanged one means that what was made of them is unchanged. */
export function hashFiles(files: string[], others?: string[]): Promise<string>;
