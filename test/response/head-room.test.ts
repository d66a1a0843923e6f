/** Which of an origin's fields fit in a spoken head. */
import { describe, expect, test } from "vitest";
import { fittingLines, type Line } from "../../src/response/head-room.ts";

const ROOM = 10_240;

/** A field of `bytes` bytes, its name included. */
function line(name: string, bytes: number): Line {
  return { name, value: "x".repeat(bytes - name.length) };
}

function fitting(...lines: readonly Line[]): string[] {
  return fittingLines(lines).map(({ name }) => name);
}

test.each<[title: string, lines: readonly Line[]]>([
  ["none", []],
  ["a few", [line("b", 10), line("a", 10)]],
  ["as many as fit", [line("a", 4_000), line("b", 4_000), line("c", 2_240)]],
  ["one as long as allowed", [line("a", 4_097)]],
])("lines that fit are the very same: %s", (_title, lines) => {
  expect(fittingLines(lines)).toBe(lines);
});

test.each<[title: string, lines: readonly Line[], kept: readonly string[]]>([
  ["drops one that is too long", [line("a", 4_098), line("b", 9)], ["b"]],
  ["keeps one as long as allowed", [line("a", 4_097), line("b", 4_098)], ["a"]],
  ["drops one too many", [line("a", 4_000), line("b", 4_000), line("c", 2_241)], ["a", "b"]],
  [
    "keeps a later one that still fits",
    [line("a", 4_000), line("b", 4_000), line("c", 4_000), line("d", 2_240)],
    ["a", "b", "d"],
  ],
  ["keeps a long challenge", [line("a", 4_000), line("www-authenticate", 9_000)], ["www-authenticate"]],
  ["keeps a long field of the protocol", [line("location", 5_000), line("a", 5_000)], ["location"]],
  ["drops a challenge larger than all the room", [line("www-authenticate", ROOM + 1), line("a", 9)], ["a"]],
  [
    "keeps a challenge that takes all the room",
    [line("www-authenticate", ROOM), line("a", 9)],
    ["www-authenticate"],
  ],
])("%s", (_title, lines, kept) => {
  expect(fitting(...lines)).toEqual(kept);
});

describe("if not all fit, the protocol comes first", () => {
  const CHALLENGES = ["www-authenticate", "proxy-authenticate", "lfs-authenticate"];
  const PROTOCOL = [
    "allow",
    "content-range",
    "etag",
    "location",
    "range",
    "retry-after",
    "docker-content-digest",
    "oci-subject",
    "ratelimit-limit",
    "x-ratelimit-limit",
  ];

  test.each(CHALLENGES)("%s before the rest of the protocol", (name) => {
    expect(fitting(line("x-own", 4_000), line("location", 4_000), line(name, 7_000))[0]).toBe(name);
  });

  test.each(PROTOCOL)("%s before cookies", (name) => {
    expect(fitting(line("x-own", 4_000), line("set-cookie", 4_000), line(name, 7_000))).toEqual([name]);
  });

  test.each([...PROTOCOL, ...CHALLENGES, "set-cookie"])("%s before any other", (name) => {
    expect(fitting(line("x-own", 4_000), line("x-other", 4_000), line(name, 7_000))).toEqual([name]);
  });

  test.each(["x-docker", "my-oci-subject", "docker", "xratelimit", "x-x-ratelimit", "allow-x"])(
    "%s is not of the protocol",
    (name) => {
      expect(fitting(line(name, 4_000), line("b", 4_000), line("c", 4_000), line("location", 2_000))).toEqual(
        ["location", name, "b"],
      );
    },
  );
});
