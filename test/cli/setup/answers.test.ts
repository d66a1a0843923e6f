/** What each answer to setup has to look like, and the message for one that does not. */
import { describe, expect, test } from "vitest";
import {
  type Read,
  readFormat,
  readHost,
  readOrigin,
  readPath,
  readProduct,
  readServiceId,
  readStart,
  readWebhook,
} from "../../../src/cli/setup/answers.ts";

const SERVICE = "e6a0817c-79c5-40ca-9776-a1c019defe70";

describe("an answer", () => {
  test.each<[string, Read<unknown>, unknown]>([
    ["a product", readProduct("gitlab"), "gitlab"],
    ["no product", readProduct("other"), "other"],
    ["a format", readFormat("npm"), "npm"],
    ["an origin", readOrigin(" https://gitlab.acme.io/ "), "https://gitlab.acme.io"],
    [
      "an origin with a base",
      readOrigin("https://acme.io/repository/npm/"),
      "https://acme.io/repository/npm",
    ],
    ["a host", readHost("Packages.Acme.io", "https://gitlab.acme.io"), "packages.acme.io"],
    ["a host as a URL", readHost("https://packages.acme.io/", "https://gitlab.acme.io"), "packages.acme.io"],
    ["a path", readPath("/npm/*"), "/npm/*"],
    ["the path of all", readPath("/*"), "/*"],
    ["a share", readStart("5%"), "5%"],
    [
      "a webhook",
      readWebhook(" https://hooks.acme.io/services/T0/B0 "),
      "https://hooks.acme.io/services/T0/B0",
    ],
    ["a webhook on this machine", readWebhook("http://127.0.0.1:8080/"), "http://127.0.0.1:8080/"],
    ["no webhook", readWebhook(""), null],
    ["a VPC service", readServiceId(SERVICE.toUpperCase()), SERVICE],
  ])("is read: %s", (_, read, value) => expect(read).toEqual({ ok: true, value }));

  test.each<[string, Read<unknown>, RegExp]>([
    ["an unknown product", readProduct("gitlb"), /Wants one of .*; did you mean "gitlab"\?\.$/],
    ["a client instead of its format", readFormat("pip"), /did you mean "pypi"/],
    ["an origin without a scheme", readOrigin("gitlab.acme.io"), /Wants https:\/\/host/],
    [
      "an origin with credentials",
      readOrigin("https://me:hunter2@acme.io"),
      /^(?!.*hunter2).*without credentials/,
    ],
    ["an example's origin", readOrigin("https://gitlab.example.com"), /example/],
    ["an example's host", readHost("packages.example.com", "https://acme.io"), /example/],
    ["the registry's own host", readHost("acme.io", "https://acme.io/x"), /registry's own/],
    ["a host with a path", readHost("acme.io/npm", "https://a.io"), /Wants a host name/],
    ["a host with an escape", readHost("a\u001b[2J.io", "https://a.io"), /Wants a host name/],
    ["a path without its end", readPath("/npm"), /Wants a path/],
    ["an empty share", readStart("0%"), /Wants "observe"/],
    [
      "a webhook without TLS",
      readWebhook("http://hooks.acme.io/hunter2"),
      /^(?!.*hunter2)Wants an https URL/,
    ],
    [
      "a webhook with credentials",
      readWebhook("https://me:hunter2@hooks.acme.io/T0"),
      /^(?!.*hunter2)Wants a URL without a user and a password/,
    ],
    ["a webhook with a user", readWebhook("https://me@hooks.acme.io/T0"), /without a user and a password/],
    ["a webhook that is not a URL", readWebhook("#alerts"), /^Wants an https URL, or nothing\.$/],
    ["a name instead of an id", readServiceId("nexus"), /Wants the id/],
  ])("is refused: %s", (_, read, says) =>
    expect(read).toEqual({ ok: false, says: expect.stringMatching(says) }),
  );
});
