/** Refused lists of routes, paths, hosts, formats and ids, and routes that clash. */
import type { Variables } from "../../src/config/configuration.ts";
import { ROUTE } from "./read.ts";

/** What the line contains, and the configuration that is refused with it. */
export type Refused = readonly [problem: string, variables: Variables];

export const REFUSED_ROUTES: readonly Refused[] = [
  ["ROUTES: is missing", {}],
  ["ROUTES: is a text but not valid JSON", { ROUTES: "[{" }],
  ["ROUTES: wants an array of tables", { ROUTES: { path: "/npm/*" } }],
  ["ROUTES: wants 1 to 500 routes, got 0", { ROUTES: [] }],
  ["ROUTES: wants 1 to 500 routes, got 501", { ROUTES: Array.from({ length: 501 }, () => ROUTE) }],
  ["ROUTES[0]: wants a table", { ROUTES: ["npm"] }],
  ["ROUTES[0].path: is missing; it wants a path pattern", { ROUTES: [{ format: "npm" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "npm/*" }] }],
  ["ROUTES[0].path: wants /* at its end if it has a * before", { ROUTES: [{ ...ROUTE, path: "/npm/*/x" }] }],
  ["ROUTES[0].path: wants /* at its end if it has a * before", { ROUTES: [{ ...ROUTE, path: "/npm/*/" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/npm/a*/*" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/npm/**" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/*/../*" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/a/../b/*" }] }],
  [
    "ROUTES[0].path: can't be under /-/why/, where the gateway answers last resorts",
    { ROUTES: [{ ...ROUTE, path: "/-/why/*" }] },
  ],
  ["ROUTES[0].path: can't be under /-/why/", { ROUTES: [{ ...ROUTE, path: "/%2D/wh%79/x/*" }] }],
  ["ROUTES[0].path: can't be /-/outspoken/", { ROUTES: [{ ...ROUTE, path: "/%2d/%6futspoken/*" }] }],
  ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/%2e%2e/*" }] }],
  [
    'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too',
    { ROUTES: [ROUTE, { ...ROUTE, path: "/%6epm/*", id: "other" }] },
  ],
  ["ROUTES[0].path: can't be /-/outspoken/", { ROUTES: [{ ...ROUTE, path: "/-/outspoken/x/*" }] }],
  ["ROUTES[0].path: can't be under /cdn-cgi/", { ROUTES: [{ ...ROUTE, path: "/cdn-cgi/*" }] }],
  ["ROUTES[0].format: is missing; it wants one of", { ROUTES: [{ path: "/npm/*" }] }],
  ["ROUTES[1].format: wants one of", { ROUTES: [ROUTE, { ...ROUTE, path: "/b/*", format: "rpmm" }] }],
  ['ROUTES[0]["two\\nlines"]: is not a field', { ROUTES: [{ ...ROUTE, "two\nlines": 1 }] }],
  ["ROUTES[0].host: wants a host name", { ROUTES: [{ ...ROUTE, host: "https://x" }] }],
  ["ROUTES[0].id: wants 1 to 64", { ROUTES: [{ ...ROUTE, id: "a b" }] }],
  ["ROUTES[0].timeoutms: is not a field that Outspoken knows", { ROUTES: [{ ...ROUTE, timeoutms: 1 }] }],
  ['ROUTES[1].id: "npm" is the id of ROUTES[0] too', { ROUTES: [ROUTE, { ...ROUTE, host: "npm.example" }] }],
  [
    'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too; give one of them another',
    { ROUTES: [ROUTE, { ...ROUTE, id: "other", format: "pypi" }] },
  ],
  [
    'ROUTES[2].path: "/npm" is the path of ROUTES[1] too',
    { ROUTES: [ROUTE, { ...ROUTE, id: "a", path: "/npm" }, { ...ROUTE, id: "b", path: "/npm/" }] },
  ],
  [
    'ROUTES[1].path: "/a/*/npm/*" is the path of ROUTES[0] too',
    { ROUTES: ["a", "b"].map((id) => ({ ...ROUTE, id, path: "/a/*/npm/*" })) },
  ],
  [
    'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too',
    { ROUTES: ["npm.example", "NPM.example"].map((host, id) => ({ ...ROUTE, host, id: `r${id}` })) },
  ],
  ["ROUTES[0].format: wants one of", { ROUTES: [{ ...ROUTE, format: "rpmm" }, { path: 1 }] }],
];
