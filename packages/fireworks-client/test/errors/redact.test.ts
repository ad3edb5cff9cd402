import * as fc from "fast-check";
import { expect, test } from "vitest";
import { redact, redactHeaders, secretsOf, secretsOfSignedUrl } from "../../src/errors/redact.js";

test("A21: no secret survives, alone, repeated or escaped by JSON", () => {
  const character = fc.constantFrom(...'abcXYZ019-_/+="\\.$&');
  const secret = fc.string({ unit: character, minLength: 4, maxLength: 24 });
  fc.assert(
    fc.property(secret, fc.string(), (key, around) => {
      fc.pre(!around.includes(key) && !"[redacted]".includes(key));
      const text = `${key} ${key}; ${JSON.stringify(key)} ${encodeURIComponent(key)} ${key}`;
      expect(redact(text, [key]).replaceAll("[redacted]", "")).not.toContain(key);
      expect(redact(`<${around}>`, [key])).toBe(redact(`<${around}>`, []));
    }),
  );
});

test("A21: whatever looks like a Fireworks key is masked", () => {
  expect(redact("saw fw_3ZkAbCdEf and fpk_123456789.", [])).toBe("saw [redacted] and [redacted].");
  expect(redact("accounts/fw/models/x", [])).toBe("accounts/fw/models/x");
});

test("short secrets are left alone: they would garble every message", () => {
  expect(redact("a cat", ["a"])).toBe("a cat");
});

test("credentials given as headers are secrets too, and never kept", () => {
  const headers = new Headers({
    authorization: "Bearer abcdef",
    "x-api-key": "ghijkl",
    "x-other": "abcdef",
  });
  expect(secretsOf(headers)).toEqual(expect.arrayContaining(["abcdef", "ghijkl"]));
  expect([...redactHeaders(headers, secretsOf(headers)).headers]).toEqual([
    ["x-other", "[redacted]"],
  ]);
});

test("A21: a secret is masked as URLs write it, and before one that begins like it", () => {
  expect(redact("?key=a%2Fb%2Bc%3D&x", ["a/b+c="])).toBe("?key=[redacted]&x");
  expect(redact("abcdefgh", ["abcd", "abcdefgh"])).toBe("[redacted]");
});

test("A21: a signature is masked as its address writes it, and as it is read", () => {
  const secrets = secretsOfSignedUrl("https://s.test/o?Expires=600&sig=abcdefghijklmnop%2bq%2frs");
  const shown = redact("abcdefghijklmnop%2bq%2frs abcdefghijklmnop+q/rs for 600", secrets);
  expect(shown).toBe("[redacted] [redacted] for 600");
});

test("A21: a header that is called a credential is a secret; a short word in it is not", () => {
  const secrets = secretsOf(
    new Headers({ "x-tenant-token": "Bearer long-enough-value", "x-auth-mode": "tenant" }),
  );
  expect(redact("long-enough-value of the tenant", secrets)).toBe("[redacted] of the tenant");
});

test.each([
  ["https://a:b@s.test/o?sig=1", "https://s.test/o"],
  ["/o?sig=1#x", "/o"],
  ["//a@s.test/o", "//s.test/o"],
])("A21: of the address %s a header keeps %s", (location, kept) => {
  expect(redactHeaders(new Headers({ location }), []).headers.get("location")).toBe(kept);
});
