/** Where to listen. */
export interface ListenOptions {
  /** Default 0: a free one. */
  port?: number;
  /**
   * The address to bind. Default `127.0.0.1`. Beyond loopback, requests must name the very address
   * they come to or one of `allowedHosts`, and `/_local` needs `adminToken`.
   */
  host?: string;
}
