/** What each program prints according to the try-out: the reason if the client shows it, else nothing of it. */
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { arrived as received } from "../../src/console/terminals/program.ts";
import { PROGRAMS, programOf } from "../../src/console/terminals.ts";
import { isPageShape, SHAPE_NAMES } from "../../src/console/try-out/origin-shapes.ts";
import { httpText, type TriedOut, tryOut } from "../../src/console/try-out/try-out.ts";
import { request } from "../clients/failing.ts";
import { type More, TRAPS } from "./terminal-traps.ts";

const REASON = "Package protected. Ask the maintainers of group acme.";

function tried(format: string, program: string, status: number, more: More = {}): Promise<TriedOut> {
  const name = FORMAT_NAMES.find((one) => one === format);
  const shape = SHAPE_NAMES.find((one) => one === (more.shape ?? "message"));
  if (name === undefined || shape === undefined) throw new Error(`${format} ${more.shape}`);
  const { message = REASON, help = "" } = more;
  return tryOut({ format: name, program, userAgent: "", shape, status, message, help });
}

async function shown(format: string, program: string, status: number, more: More = {}): Promise<string> {
  const { terminal } = await tried(format, program, status, more);
  if (terminal === null) throw new Error(`no rule for ${program}`);
  return terminal.shows;
}

/** Programs that print nothing of a server's reason for a 403, as documented in their modules in src/clients. */
const SILENT_ON_403: readonly string[] = [
  "bun",
  "pip, the index page",
  "uv, the index page",
  "mamba",
  "rebar3",
  "dnf",
  "zypper",
  "apk 3",
  "bundler",
  "terraform, a provider",
  "curl -f",
];

/** The same for a 502. */
const SILENT_ON_502: readonly string[] = [
  "bun",
  "yarn 1",
  "pip, a file",
  "pip, the index page",
  "conan install",
  "mamba",
  "rebar3",
  "dnf",
  "zypper",
  "apk 3",
  "curl -f",
];

describe.each([
  [403, SILENT_ON_403],
  [502, SILENT_ON_502],
])("of a %i", (status, silent) => {
  test.each(PROGRAMS.map(({ format, name }) => [name, format] as const))("%s", async (name, format) => {
    const text = await shown(format, name, status);
    const times = text.split(REASON).length - 1;
    expect([text, times]).toEqual([text, silent.includes(name) ? 0 : 1]);
  });

  test.each(PROGRAMS.map(({ format, name, method }) => [name, format, method] as const))(
    "%s, with help",
    async (name, format, method) => {
      const text = await shown(format, name, status, {
        help: "Ask: https://h.example/?p={package}&f={format}",
      });
      const urls = text.match(/https:\/\/h\.example\/\?p=[\w.%~-]*&f=\w+/g) ?? [];
      const isSilent = silent.includes(name) || method === "HEAD";
      expect([text, urls.length]).toEqual([text, isSilent ? 0 : 1]);
      for (const url of urls) expect(url.endsWith(`&f=${format}`)).toBe(true);
    },
  );
});

test("names of programs are unique within their format", () => {
  const names = PROGRAMS.map(({ format, name }) => `${format}/${name}`);
  expect(names).toEqual([...new Set(names)]);
});

test("a program is found by its format and name, and only by both", () => {
  expect(programOf("npm", "yarn 1")?.name).toBe("yarn 1");
  expect(programOf("maven", "yarn 1")).toBeNull();
});

describe("the programs' own rules and traps", () => {
  test.each(TRAPS)("%s", async (_title, format, program, status, more, expected) => {
    expect(await shown(format, program, status, more)).toMatch(expected);
  });

  test("go hides a text with a character that is neither graphic nor a space, and cuts by lines and bytes", () => {
    const go = programOf("go", "go");
    const arrived = (body: string, type = "text/plain; charset=utf-8") =>
      go?.prints(
        received(request("/x"), "https://packages.example/x", {
          status: 403,
          phrase: "Forbidden",
          headers: new Headers({ "content-type": type }),
          body,
        }),
      );
    expect(arrived("fine\n")).toContain("server response: fine");
    expect(arrived("one\ntwo\n")).toContain("server response:\n\tone\n\ttwo");
    expect(arrived("zero\u200bwidth\n")).not.toContain("server response");
    expect(arrived("\nafter a blank line\n")).not.toContain("blank");
    expect(arrived("fine\n", "application/json")).not.toContain("fine");
    expect(arrived("fine\n", "text/plain; charset=latin1")).not.toContain("fine");
    expect(arrived("x".repeat(649))).toContain("[too long]");
    expect(arrived("x\n".repeat(9))).toContain("[too many lines]");
  });
});

describe("every shape of the origin", () => {
  // A page is heard inside workerd only (api-try-out.test.ts): the parser is the platform's.
  const HEARD = SHAPE_NAMES.filter(
    (shape) => !isPageShape(shape) && !["page", "nothing", "timeout", "unreachable"].includes(shape),
  );

  test.each(HEARD)("%s: the reason is heard", async (shape) => {
    const { reason, answer } = await tried("npm", "npm 11 install", 403, { shape });
    expect([reason, new TextDecoder().decode(answer.body)]).toEqual([
      REASON,
      JSON.stringify({ error: REASON }),
    ]);
  });

  test("nothing: the status alone is passed on", async () => {
    const { reason, answer } = await tried("npm", "npm 11 install", 403, { shape: "nothing" });
    expect([reason, answer.status]).toEqual([null, 403]);
  });

  test.each(["<script>alert(1)</script>", "a\u001b[31mred\u001b[0m\u0007", "x\r\nset-cookie: a=b"])(
    "%j becomes neither a header nor a line",
    async (message) => {
      for (const shape of HEARD) {
        const { answer } = await tried("npm", "npm 11 install", 403, { shape, message });
        const head = httpText({ ...answer, body: new Uint8Array() })
          .trimEnd()
          .split("\n");
        expect(head[0]).toMatch(/^HTTP\/1\.1 403 [\x20-\x7e]+$/);
        for (const line of head.slice(1)) expect(line).toMatch(/^[a-z-]+: [\x20-\x7e]+$/);
        expect(head.map((line) => line.split(":")[0])).not.toContain("set-cookie");
      }
    },
  );
});
