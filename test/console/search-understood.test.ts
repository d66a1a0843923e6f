/** What a search understands of a text: packages, clients, statuses, references, routes and times. */
import { describe, expect, test } from "vitest";
import { understand } from "../../src/console/search/understand.ts";
import { HOST, NOW, ROUTES } from "./searched-gateway.ts";

describe("what is understood", () => {
  const NPM_403 =
    "npm error code E403\nnpm error 403 403 Forbidden - GET https://packages.example/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz - Quarantined by policy SEC-7";
  const LOG =
    "npm error A complete log of this run can be found in: /home/ci/.npm/_logs/2026-11-17T13_00_44_123Z-debug-0.log";

  const CASES: readonly (readonly [query: string, parts: readonly object[], words?: readonly string[]])[] = [
    [
      NPM_403,
      [
        { kind: "package", package: { name: "@acme/left-pad", version: "1.3.0" } },
        { kind: "route", route: "npm", format: "npm", about: { name: "@acme/left-pad", version: "1.3.0" } },
        { kind: "client", names: ["npm"], version: "" },
        { kind: "status", status: 403 },
      ],
      ["quarantined", "policy", "sec-7"],
    ],
    ["@acme/left-pad", [{ kind: "package", package: { name: "@acme/left-pad", version: "" } }]],
    ["left-pad@1.2", [{ kind: "package", package: { name: "left-pad", version: "1.2" } }]],
    ["org.acme:lib:1.0", [{ kind: "package", package: { name: "org.acme:lib", version: "1.0" } }]],
    ["com.acme:app:jar:1.0", [{ kind: "package", package: { name: "com.acme:app", version: "1.0" } }]],
    ["junit:junit:4.13", [{ kind: "package", package: { name: "junit:junit", version: "4.13" } }]],
    ["requests==2.32.0", [{ kind: "package", package: { name: "requests", version: "2.32.0" } }]],
    [
      "docker pull packages.example/acme/app:1.0",
      [
        { kind: "package", package: { name: "acme/app", version: "1.0" } },
        { kind: "client", names: ["docker"], version: "" },
      ],
    ],
    ["github.com/x/y@v1.2.0", [{ kind: "package", package: { name: "github.com/x/y", version: "v1.2.0" } }]],
    ["left-pad", [], ["left-pad"]],
    [
      "npm says 403, why?",
      [
        { kind: "client", names: ["npm"], version: "" },
        { kind: "status", status: 403 },
      ],
      ["says"],
    ],
    ["pip 24.0", [{ kind: "client", names: ["pip"], version: "24.0" }]],
    [
      "mvn 403",
      [
        { kind: "client", names: ["maven"], version: "" },
        { kind: "status", status: 403 },
      ],
    ],
    ["E403", [{ kind: "status", status: 403 }]],
    [
      "[ERR_PNPM_FETCH_404] GET",
      [
        { kind: "client", names: ["pnpm"], version: "" },
        { kind: "status", status: 404 },
      ],
    ],
    [
      "Forbidden",
      [
        { kind: "status", status: 403 },
        { kind: "category", category: "forbidden" },
      ],
    ],
    ["blocked", [{ kind: "category", category: "blocked" }]],
    ["bcdfghjkmn", [{ kind: "reference", ref: "bcdfghjkmn" }]],
    ["It said Reference: BCDFGHJKMN.", [{ kind: "reference", ref: "bcdfghjkmn" }]],
    [
      "https://elsewhere.example/npm",
      [{ kind: "route", route: "npm", format: "npm", about: { name: "", version: "" } }],
    ],
    ["https://elsewhere.example/unknown/path", []],
    [
      "GET http://10.1.2.3:4873/npm/@acme%2fx failed",
      [
        { kind: "package", package: { name: "@acme/x", version: "" } },
        { kind: "route", route: "npm", format: "npm", about: { name: "@acme/x", version: "" } },
      ],
    ],
    ["lib 1.404.0 of 500kB", [], ["1.404.0", "500kb", "lib"]],
  ];

  for (const [query, parts, words] of CASES)
    test(query, async () => {
      const understood = await understand(query, ROUTES, HOST, NOW);
      expect(understood.parts).toEqual(parts);
      if (words !== undefined) expect(understood.words.toSorted()).toEqual(words.toSorted());
    });

  const at = (iso: string) => Date.parse(iso) / 1_000;

  test.each([
    // NOW is 2026-11-18 12:26:40 UTC.
    ["14:05", "2026-11-17T14:05:00Z", "14:05"],
    ["at 9:05 UTC", "2026-11-18T09:05:00Z", "9:05 UTC"],
    ["2026-11-17 14:05", "2026-11-17T14:05:00Z", "2026-11-17 14:05"],
    ["2026-11-17T14:05Z", "2026-11-17T14:05:00Z", "2026-11-17T14:05Z"],
    ["2026-11-17T14:05:33.250+01:00", "2026-11-17T13:05:33Z", "2026-11-17T14:05:33.250+01:00"],
    [`npm error code E403\n${LOG}`, "2026-11-17T13:00:44Z", "2026-11-17T13_00_44_123Z"],
  ])("the time of %j, a quarter of an hour around it", async (query, iso, text) => {
    const { parts } = await understand(query, ROUTES, HOST, NOW);
    const time = parts.find((part) => part.kind === "time");
    expect(time).toEqual({ kind: "time", since: at(iso) - 600, until: at(iso) + 900, text });
  });

  test("a day includes all its hours", async () => {
    const { parts } = await understand("2026-11-17", ROUTES, HOST, NOW);
    expect(parts).toEqual([
      {
        kind: "time",
        since: at("2026-11-17T00:00:00Z"),
        until: at("2026-11-18T00:00:00Z"),
        text: "2026-11-17",
      },
    ]);
  });

  test.each([
    "Moving to new disks. Back at 14:00 UTC, says the registry to whoever asks for it now",
    "2026-13-45 25:61",
    "v1.2:30",
  ])("finds no time in %s", async (query) => {
    const { parts } = await understand(query, ROUTES, HOST, NOW);
    expect(parts.filter(({ kind }) => kind === "time")).toEqual([]);
  });

  test.each([
    "",
    " ",
    "\u001b[31m\u001b[0m",
    "!?",
    "🦀",
    "(((((".repeat(900),
    "a:".repeat(2_000),
    "a.".repeat(2_000),
    "@a/".repeat(1_400),
    "http://".repeat(600),
    "1:1:".repeat(1_000),
  ])("finds no package, status, client or time in text without any: %#", async (query) => {
    expect((await understand(query, ROUTES, HOST, NOW)).parts).toEqual([]);
  });

  test("a token pasted with it is masked", async () => {
    const { text } = await understand(
      "npm error https://user:hunter2@packages.example/npm/x ghp_0123456789abcdefghijklmnopqrstuvwxyzAB",
      ROUTES,
      HOST,
      NOW,
    );
    expect(text).not.toMatch(/hunter2|ghp_0/);
  });
});
