/** Recording what an upstream answered, and serving it again without one. */
export interface CassetteOptions {
  /** The folder that recordings are written to; needs `upstream`. */
  record?: string;
  /** The folder that recordings are served from; nothing else is answered, and nothing is fetched. */
  replay?: string;
}
