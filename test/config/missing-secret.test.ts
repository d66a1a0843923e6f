/** Secrets that are missing or unusable, and the routes that they stop. */
import { describe, expect, it } from "vitest";
import type { Variables } from "../../src/config/configuration.ts";
import { ROUTE, routesOf } from "./read.ts";

describe("a missing secret stops only the routes that need it", () => {
  const SIGNED = { ...ROUTE, last_resort: true };
  const SENT = { ...ROUTE, origin_auth: "TOK" };

  it.each<[string, Record<string, unknown>, Variables, string | null, boolean]>([
    ["none needed", ROUTE, {}, null, false],
    ["a secret that is set", SENT, { TOK: "Bearer abc" }, null, false],
    ["one that is not set", SENT, {}, "ROUTES[1].origin_auth: there is no secret named TOK; set it", true],
    [
      "one named like a property of every object",
      { ...ROUTE, origin_auth: "constructor" },
      {},
      "ROUTES[1].origin_auth: there is no secret named constructor",
      true,
    ],
    ["one that is empty", SENT, { TOK: "" }, "ROUTES[1].origin_auth: there is no secret named TOK", true],
    ["one of another type", SENT, { TOK: 7 }, "ROUTES[1].origin_auth: there is no secret named TOK", true],
    [
      "one that no header can carry",
      SENT,
      { TOK: "a\nb" },
      "ROUTES[1].origin_auth: the secret TOK wants",
      true,
    ],
    ["signed paths, with their secret", SIGNED, { WHY_SECRET: "abc" }, null, false],
    ["signed paths, without it", SIGNED, {}, "ROUTES[1].last_resort: wants the secret WHY_SECRET", false],
    ["a last resort that signs no paths", { ...SIGNED, format: "pypi" }, {}, null, false],
    ["both", { ...SENT, last_resort: true }, {}, "ROUTES[1].origin_auth: there is no secret", true],
  ])("%s", (_name, fields, variables, problem, evenOff) => {
    const routes = routesOf({
      ...variables,
      ROUTES: [
        { ...ROUTE, path: "/a/*" },
        { ...fields, id: "b" },
      ],
    });
    const { stopped } = routes.find(({ id }) => id === "b") ?? {};
    if (problem === null) expect(stopped).toBeNull();
    else {
      expect(stopped).toEqual({ problem: expect.stringContaining(problem), evenOff });
      expect(stopped?.problem).toMatch(/^[^\r\n]* \(path "\/npm\/\*"\)$/);
    }
    expect(routes.find(({ id }) => id === "a")?.stopped).toBeNull();
  });
});
