/** Which addresses belong to a private network (RFC 1918, RFC 6598, RFC 4193), and which may be version numbers. */
import { expect, it } from "vitest";
import { maskSecrets } from "../../src/text/secrets.ts";

it.each([
  "10.0.0.1",
  "127.0.0.1",
  "169.254.169.254",
  "192.168.255.255",
  "172.16.0.1",
  "172.19.0.1",
  "172.20.0.1",
  "172.29.0.1",
  "172.30.0.1",
  "172.31.255.255",
  "100.64.0.1",
  "100.69.0.1",
  "100.70.0.1",
  "100.99.0.1",
  "100.100.0.1",
  "100.119.0.1",
  "100.120.0.1",
  "100.127.255.255",
])("%s is private, with a port or in a URL", (address) => {
  expect(maskSecrets(`at ${address}:8081.`)).toBe("at [redacted].");
  for (const before of ["http://", "https://ci@", "[", "dial tcp ", "dial udp "])
    expect(maskSecrets(`${before}${address}/`).replace("[redacted]@", "ci@")).toBe(`${before}[redacted]/`);
});

it.each([
  "11.0.0.1",
  "9.0.0.1",
  "128.0.0.1",
  "169.253.0.1",
  "169.255.0.1",
  "192.167.0.1",
  "192.169.0.1",
  "172.15.0.1",
  "172.32.0.1",
  "100.63.0.1",
  "100.128.0.1",
])("%s is not private", (address) => {
  expect(maskSecrets(`at ${address}:8081, http://${address}/`)).toBe(
    `at ${address}:8081, http://${address}/`,
  );
});

it.each([
  "version 10.0.0.1",
  "10.0.0.1-beta",
  "1.10.0.0.1:80",
  "110.0.0.1:80",
  "http://10.0.0.1.5/",
  "http://10.0.0/",
  "[2001:db8::1]:80",
  "[:]",
])("%s stays", (text) => {
  expect(maskSecrets(text)).toBe(text);
});

it.each([
  ["[::1]:8081", "[redacted]"],
  ["[::1]", "[redacted]"],
  ["[fc00::1]/", "[redacted]/"],
  ["[fdff:1::2]:443/", "[redacted]/"],
  ["[fe80::1%eth0]:80", "[redacted]"],
  ["[FE80::1%1]:80", "[redacted]"],
  ["[fb00::1]", "[fb00::1]"],
])("%s becomes %s", (text, masked) => {
  expect(maskSecrets(`at ${text}`)).toBe(`at ${masked}`);
});
