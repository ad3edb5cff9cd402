import { expect, test } from "vitest";
import { isAllowedHost } from "../../src/safety/allowed-hosts.js";

test.each<[header: string | undefined, address: string, allowed: string[], fits: boolean]>([
  ["127.0.0.1:4141", "127.0.0.1", [], true],
  ["localhost", "127.0.0.1", [], true],
  ["LOCALHOST.:80", "127.0.0.1", [], true],
  ["api.localhost:80", "127.0.0.1", [], true],
  ["[::1]:4141", "::1", [], true],
  ["127.1.2.3", "127.0.0.1", [], true],
  [undefined, "127.0.0.1", [], false],
  ["", "127.0.0.1", [], false],
  ["evil.test", "127.0.0.1", [], false],
  ["127.0.0.1.evil.test", "127.0.0.1", [], false],
  ["localhost.evil.test", "127.0.0.1", [], false],
  ["localhost@evil.test", "127.0.0.1", [], false],
  ["evil.test:localhost", "127.0.0.1", [], false],
  ["10.0.0.1", "127.0.0.1", [], false],
  ["0.0.0.0:4141", "127.0.0.1", [], false],
  ["10.0.0.5:4141", "10.0.0.5", [], true],
  ["10.0.0.5:4141", "::ffff:10.0.0.5", [], true],
  ["10.0.0.6", "10.0.0.5", [], false],
  ["fireworks:4141", "10.0.0.5", ["fireworks"], true],
  ["Fireworks", "10.0.0.5", ["fireworks"], true],
  ["fireworks2", "10.0.0.5", ["fireworks"], false],
  ["anything.test", "10.0.0.5", ["*"], true],
])("Host %j at %s with %j allowed: %s", (header, address, allowed, fits) => {
  expect(isAllowedHost(header, address, allowed)).toBe(fits);
});
