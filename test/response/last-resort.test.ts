import { describe, expect, test } from "vitest";
import { generic } from "../../src/clients/generic/generic.ts";
import { npm } from "../../src/clients/npm/npm.ts";
import { pypi } from "../../src/clients/pypi/pypi.ts";
import { rpm } from "../../src/clients/rpm.ts";
import type { ClientFormat, LastResort } from "../../src/clients/shared/client.ts";
import { answerWhy } from "../../src/console/why-path.ts";
import { speakLastResort } from "../../src/response/last-resort.ts";
import { signPath } from "../../src/response/text-in-path.ts";
import { answered, REF, request, timedOut, unreachable } from "../clients/failing.ts";

const SECRET = "a secret of the operator's";
const ENV = { WHY_SECRET: SECRET };
const REASON = "Package is protected.";

const BUN = request("/left-pad", { "user-agent": "Bun/1.4.5" });
const NPM = request("/left-pad", { "user-agent": "npm/11.19.1 node/v24.21.0 linux x64" });
const DNF = request("/repodata/repomd.xml", {
  "user-agent": "libdnf (Fedora Linux 41; server; Linux.x86_64)",
});
const PIP = request("/simple/app/", { "user-agent": "pip/26.2.1 {}", accept: "text/html" });

const refused = (status: number, message: string | null = REASON) => answered(status, { message });

describe("a redirect to the text", () => {
  test.each([
    ["bun", npm, BUN, 403],
    ["bun", npm, BUN, 404],
    ["bun", npm, BUN, 500],
    ["dnf", rpm, DNF, 403],
    ["dnf", rpm, DNF, 404],
  ] as const)("%s gets one, on a %#", async (_name, format, asked, status) => {
    const failure = refused(status);
    const spoken = await speakLastResort(format, failure, asked, ENV);
    expect(spoken).toEqual({
      status: 302,
      phrase: "Found",
      contentType: "text/plain; charset=utf-8",
      headers: { location: await signPath({ ...failure, reason: REASON }, SECRET) },
      body: `${REASON}\n`,
    });
    expect(spoken?.headers.location).toMatch(
      new RegExp(`^/-/why/${status}/${REF}/[0-9a-f]{16}/Package-is-protected$`),
    );
  });

  test.each([
    ["a 504 of our own", timedOut(), 504],
    ["a 502 of our own", unreachable(), 502],
  ])("for %s names the status that the client would have got", async (_name, failure, status) => {
    const spoken = await speakLastResort(npm, failure, BUN, ENV);
    expect(spoken?.headers.location).toContain(`/-/why/${status}/${REF}/`);
  });

  test.each([{}, { WHY_SECRET: "" }, { WHY_SECRET: 17 }, { WHY_SECRET: null }])(
    "is not made without the secret: %j",
    async (env) => {
      expect(await speakLastResort(npm, refused(403), BUN, env)).toBeNull();
    },
  );
});

describe("an answer in place of the refusal", () => {
  test("is sent to pip on an index page, and needs no secret", async () => {
    const spoken = await speakLastResort(pypi, refused(403), PIP, {});
    expect(spoken).toMatchObject({ status: 200, contentType: `text/plain; reason="${REASON}"`, body: "" });
  });
});

describe("the ordinary answer stays", () => {
  test.each([
    ["a 401, for bun", npm, refused(401), BUN],
    ["a 401, for dnf", rpm, refused(401), DNF],
    ["a 401, for pip", pypi, refused(401), PIP],
    ["a challenge", npm, answered(401, { message: REASON }, undefined, { hasCredentials: false }), BUN],
    ["a refusal without a reason", npm, refused(403, null), BUN],
    ["npm, which prints the body", npm, refused(403), NPM],
    ["a 404 for pip, which tries the next index", pypi, refused(404), PIP],
    ["a format without a last resort", generic, refused(403), request("/x")],
  ] as const)("on %s", async (_name, format, failure, asked) => {
    expect(await speakLastResort(format, failure, asked, ENV)).toBeNull();
  });
});

test("the format's own choice is sent", async () => {
  const spoken = { status: 418, phrase: "Tea", contentType: null, headers: {}, body: "" };
  const choices: readonly (LastResort | null)[] = [{ kind: "answer", spoken }, null];
  const said = choices.map((choice) => {
    const format: ClientFormat = { ...generic, lastResort: () => choice };
    return speakLastResort(format, refused(403), BUN, ENV);
  });
  expect(await Promise.all(said)).toEqual([spoken, null]);
});

describe("the answer to a path that carries a text", () => {
  test.each([403, 404, 429, 500, 504])("has the status of a signed path: %d", async (status) => {
    const path = await signPath(
      { status, category: "blocked", ref: REF, reason: "Blocked by SEC-7: v2.1.0 phones home" },
      SECRET,
    );
    const answer = await answerWhy(path, ENV);
    expect([answer?.status, await answer?.text()]).toEqual([status, "Blocked by SEC 7 v2.1.0 phones home\n"]);
    expect(answer?.headers.get("x-outspoken-ref")).toBe(REF);
    expect(answer?.headers.get("x-outspoken")).toBe("blocked");
    expect(answer?.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer?.headers.get("cache-control")).toBe("no-store, no-transform");
  });

  test.each([
    ["a forged path", "/-/why/403/bcdfgh/0123456789abcdef/Visit-evil.example", ENV],
    ["a truncated path", "/-/why/403", ENV],
    ["an empty path", "/-/why/", ENV],
    ["a path with markup", "/-/why/403/bcdfgh/0123456789abcdef/%3Cscript%3E", ENV],
    ["any path, without the secret", "/-/why/403/bcdfgh/0123456789abcdef/Text", {}],
  ])("is 404 without its text for %s", async (_title, path, env) => {
    const answer = await answerWhy(path, env);
    expect([answer?.status, await answer?.text()]).toEqual([404, "Not found\n"]);
    expect(answer?.headers.get("cache-control")).toBe("no-store, no-transform");
  });

  test("is 404 for a path that was signed with an older secret", async () => {
    const path = await signPath(
      { status: 403, category: "forbidden", ref: REF, reason: REASON },
      "an older secret",
    );
    expect((await answerWhy(path, ENV))?.status).toBe(404);
  });

  test.each(["/npm/-/why/403/x", "/-/whynot/", "/-/why", "/", "/-/outspoken/"])(
    "is null for %s, which is not such a path",
    async (path) => {
      expect(await answerWhy(path, ENV)).toBeNull();
    },
  );
});
