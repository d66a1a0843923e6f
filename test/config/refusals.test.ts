/** Configurations that are refused, the line that each gets, and what is accepted next to them. */
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { problemOf, ROUTE, routesOf } from "./read.ts";
import { REFUSED_FIELDS } from "./refused-fields.ts";
import { REFUSED_ORIGINS } from "./refused-origins.ts";
import { REFUSED_ROUTES } from "./refused-routes.ts";

describe("a bad configuration is refused in one line that names the field", () => {
  it.each([...REFUSED_ROUTES, ...REFUSED_ORIGINS, ...REFUSED_FIELDS])("%s", (problem, variables) => {
    expect(problemOf(variables)).toContain(problem);
    expect(problemOf(variables)).not.toMatch(/[\r\n]/);
  });

  it("reports each mistake once, with the route's path if it has one", () => {
    const configuration = readConfiguration({
      ROUTES: [
        ROUTE,
        { ...ROUTE, path: "/a/../*x", id: "a b", formt: "npm", hots: "npm.example" },
        { ...ROUTE, path: "/b/*", retries: 9, status_rules: [{ when: {}, status: 200, thn: 1 }] },
        "npm",
        { ...ROUTE, path: "/c/*", origin: "service:REG", id: "npm" },
        { format: "npm" },
      ],
    });
    expect(configuration.ok ? [] : [configuration.problem, ...(configuration.others ?? [])]).toEqual([
      expect.stringMatching(/^ROUTES\[1\]\.path: wants a path pattern .*, got "\/a\/\.\.\/\*x"$/),
      expect.stringMatching(/^ROUTES\[1\]\.id: wants .*, got "a b" \(path "\/a\/\.\.\/\*x"\)$/),
      'ROUTES[1].formt: is not a field that Outspoken knows (path "/a/../*x")',
      'ROUTES[1].hots: is not a field that Outspoken knows (path "/a/../*x")',
      'ROUTES[2].retries: wants a whole number from 0 to 5, got 9 (path "/b/*")',
      'ROUTES[2].status_rules[0].when: wants at least one of status, code, reason_contains (path "/b/*")',
      'ROUTES[2].status_rules[0].status: wants a status from 400 to 599, got 200 (path "/b/*")',
      'ROUTES[2].status_rules[0].thn: is not a field that Outspoken knows (path "/b/*")',
      'ROUTES[3]: wants a table with path, format and origin, got "npm"',
      'ROUTES[4].id: "npm" is the id of ROUTES[0] too; give one of them another (path "/c/*")',
      'ROUTES[4].origin: there is no service binding named REG (path "/c/*")',
      expect.stringMatching(/^ROUTES\[5\]\.path: is missing; it wants a path pattern [^"]*$/),
    ]);
  });

  it("accepts that a route trusts a later one, one of a preset, or itself", () => {
    const routes = [
      { ...ROUTE, trusts: ["pypi", "gitlab-npm", "npm"] },
      { ...ROUTE, path: "/pypi/*", id: "pypi" },
    ];
    const found = routesOf({ ROUTES: routes, PRESET: "gitlab", ORIGIN: "https://gitlab.example" });
    expect(found.find(({ id }) => id === "npm")?.trusts).toEqual(["pypi", "gitlab-npm", "npm"]);
  });

  it("accepts paths that differ in their host or their end", () => {
    const routes = [{}, { host: "a.example" }, { host: "a.example:8443" }, { path: "/npm" }];
    expect(
      routesOf({ ROUTES: routes.map((more, id) => ({ ...ROUTE, id: `r${id}`, ...more })) }),
    ).toHaveLength(4);
  });

  it("never repeats what might be a credential", () => {
    const problem = problemOf({ ROUTES: [{ ...ROUTE, origin: "https://user:hunter2@registry.example" }] });
    expect(problem).not.toContain("hunter2");
  });
});
