/** What each client of the npm format prints of a reason. */
import { describe, expect, test } from "vitest";
import { npm } from "../../src/clients/npm/npm.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import {
  berryPrints,
  bunPrints,
  denoPrints,
  npm12Prints,
  npmPrints,
  pnpm11Prints,
  pnpm12Prints,
  yarn1Prints,
} from "../../src/console/terminals/npm.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { type Arrived, arrive, count, REASONS, STATUSES } from "./arrival.ts";
import { answered, request, timedOut, unreachable } from "./failing.ts";
import {
  AUDIT,
  asks,
  BERRY,
  BUN,
  DENO,
  NPM10,
  NPM11,
  NPM12,
  PNPM11,
  PNPM12,
  TARBALL,
  YARN1,
} from "./npm-cases.ts";

type Shows = "all" | "ascii" | "nothing";

interface Program {
  readonly name: string;
  readonly asked: ClientRequest;
  readonly prints: (a: Arrived) => string;
  readonly shows: (status: number) => Shows;
}

const always = (shows: Shows) => () => shows;
const unless = (statuses: readonly number[], shows: Shows) => (status: number) =>
  statuses.includes(status) ? "nothing" : shows;
const SERVER_ERRORS = [500, 502, 503, 504];

const PROGRAMS: readonly Program[] = [
  ...[NPM10, NPM11].flatMap((agent): Program[] => [
    {
      name: "npm install",
      asked: asks(agent, "/left-pad", "GET", "install"),
      prints: npmPrints,
      shows: always("all"),
    },
    {
      name: "npm ci, tarball",
      asked: asks(agent, TARBALL, "GET", "ci"),
      prints: npmPrints,
      shows: always("all"),
    },
    {
      name: "npm publish",
      asked: asks(agent, "/left-pad", "PUT", "publish"),
      prints: npmPrints,
      shows: always("all"),
    },
    {
      name: "npm audit",
      asked: asks(agent, AUDIT, "POST", "audit"),
      prints: npmPrints,
      shows: always("all"),
    },
    {
      name: "the audit of npm install",
      asked: asks(agent, AUDIT, "POST", "install"),
      prints: npmPrints,
      shows: unless([404, 410], "ascii"),
    },
  ]),
  {
    name: "npm outdated",
    asked: asks(NPM11, "/left-pad", "GET", "outdated"),
    prints: npmPrints,
    shows: (status) => ([403, 404].includes(status) ? "ascii" : "all"),
  },
  {
    name: "npm 12 install",
    asked: asks(NPM12, "/left-pad", "GET", "install"),
    prints: npm12Prints,
    shows: always("all"),
  },
  {
    name: "npm with a custom User-Agent",
    asked: asks("my build", "/left-pad", "GET", "install"),
    prints: npmPrints,
    shows: always("all"),
  },
  {
    name: "yarn 1 install",
    asked: asks(YARN1, "/left-pad"),
    prints: yarn1Prints,
    shows: unless(SERVER_ERRORS, "all"),
  },
  { name: "yarn 1 tarball", asked: asks(YARN1, TARBALL), prints: yarn1Prints, shows: always("nothing") },
  {
    name: "yarn 1 publish",
    asked: asks(YARN1, "/@a%2fb", "PUT"),
    prints: yarn1Prints,
    shows: unless(SERVER_ERRORS, "all"),
  },
  {
    name: "yarn 4 install",
    asked: asks(BERRY, "/left-pad"),
    prints: berryPrints,
    shows: unless([401], "ascii"),
  },
  {
    name: "yarn 4 tarball",
    asked: asks(BERRY, TARBALL),
    prints: berryPrints,
    shows: unless([401], "ascii"),
  },
  {
    name: "yarn 4 publish",
    asked: asks(BERRY, "/left-pad", "PUT"),
    prints: berryPrints,
    shows: unless([401], "all"),
  },
  {
    name: "pnpm 11 install",
    asked: asks(PNPM11, "/left-pad"),
    prints: pnpm11Prints,
    shows: always("ascii"),
  },
  { name: "pnpm 11 tarball", asked: asks(PNPM11, TARBALL), prints: pnpm11Prints, shows: always("ascii") },
  {
    name: "pnpm 11 publish",
    asked: asks(PNPM11, "/@a%2fb", "PUT"),
    prints: pnpm11Prints,
    shows: always("all"),
  },
  {
    name: "pnpm 11 dist-tag",
    asked: asks(PNPM11, "/-/package/left-pad/dist-tags/beta", "PUT"),
    prints: pnpm11Prints,
    shows: always("all"),
  },
  {
    name: "pnpm 11 login",
    asked: asks(PNPM11, "/-/user/org.couchdb.user:me", "PUT"),
    prints: pnpm11Prints,
    shows: always("all"),
  },
  {
    name: "pnpm 12 install",
    asked: asks(PNPM12, "/left-pad"),
    prints: pnpm12Prints,
    shows: always("nothing"),
  },
  {
    name: "pnpm 12 publish",
    asked: asks(PNPM12, "/left-pad", "PUT"),
    prints: pnpm12Prints,
    shows: always("all"),
  },
  { name: "bun add", asked: asks(BUN, "/left-pad"), prints: bunPrints, shows: always("nothing") },
  {
    name: "bun publish",
    asked: asks(BUN, "/left-pad", "PUT", "publish"),
    prints: bunPrints,
    shows: (status) => (status === 404 ? "ascii" : "all"),
  },
  { name: "bun whoami", asked: asks(BUN, "/-/whoami"), prints: bunPrints, shows: always("all") },
  { name: "deno add", asked: asks(DENO, "/left-pad"), prints: denoPrints, shows: unless([404], "all") },
];

const CASES = PROGRAMS.map((program) => ({
  ...program,
  title: `${program.name} (${program.asked.headers.get("user-agent")})`,
}));

function isShortAscii(reason: string): boolean {
  return /^[\x20-\x7e]{1,350}$/.test(reason);
}

describe.each(CASES)("$title", ({ asked, prints, shows }) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const a = arrive(npm, answered(status, { message: reason }), asked);
      const terminal = prints(a);
      expect(a.status).toBe(status);
      expect(count(terminal, "quarantine")).toBe(shows(status) === "nothing" ? 0 : 1);
      expect(terminal).not.toContain("[object");
      const whole = shows(status) === "all" || (shows(status) === "ascii" && isShortAscii(reason));
      if (whole) expect(terminal).toContain(reason);
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(npm, answered(status, {}), asked);
      expect(a.phrase).toBe(statusPhrase(status));
      expect(a.headers.has("npm-notice")).toBe(false);
      expect(prints(a)).not.toContain("null");
      expect(a.body).toContain(statusPhrase(status));
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(npm, failure, asked);
    expect(a.status).toBe(status);
    expect(count(prints(a), "Reference: bcdfghjkmn")).toBe(shows(status) === "nothing" ? 0 : 1);
  });
});

describe("the phrase", () => {
  test("carries the reason for an unknown client", () => {
    const spoken = npm.speak(answered(403, { message: "Package protected." }), request("/left-pad"));
    expect(spoken.phrase).toBe("Package protected.");
    expect(spoken.body).toBe('{"error":"Package protected."}');
    expect(spoken.contentType).toBe("application/json");
  });
});
