/** The version of this package, kept equal to package.json by a test. Sent as the user agent. */
export const VERSION = "0.1.0";
