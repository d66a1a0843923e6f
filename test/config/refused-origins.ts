/** Refused origins: their URLs, bindings, credentials and headers, and those of fallbacks. */
import { ORIGIN, ROUTE } from "./read.ts";
import type { Refused } from "./refused-routes.ts";

export const REFUSED_ORIGINS: readonly Refused[] = [
  ["ROUTES[0].origin: wants https://host/base", { ROUTES: [{ ...ROUTE, origin: "registry.example" }] }],
  [
    "ROUTES[0].origin: wants https://host/base",
    { ROUTES: [{ ...ROUTE, origin: "https://u:p@registry.example" }] },
  ],
  [
    "ROUTES[0].origin: wants https://host/base",
    { ROUTES: [{ ...ROUTE, origin: "https://registry.example/?a" }] },
  ],
  ["ROUTES[0].origin: wants https://host/base", { ROUTES: [{ ...ROUTE, origin: "ftp://registry.example" }] }],
  [
    "ROUTES[0].origin: there is no service binding named REG",
    { ROUTES: [{ ...ROUTE, origin: "service:REG" }] },
  ],
  [
    "ROUTES[0].origin: there is no service binding named __proto__",
    { ROUTES: [{ ...ROUTE, origin: "service:__proto__" }] },
  ],
  [
    "ROUTES[0].fallback.via: wants the name of a binding that fetches, and there is no binding named VPC",
    { ROUTES: [{ ...ROUTE, fallback: { origin: ORIGIN, via: "VPC" } }] },
  ],
  ["ROUTES[0].via: wants the name of a binding", { ROUTES: [{ ...ROUTE, via: "my-vpc" }] }],
  [
    "ROUTES[0].via: wants the name of a binding that fetches, and there is no binding named VPC; services, vpc_services,",
    { ROUTES: [{ ...ROUTE, via: "VPC" }] },
  ],
  [
    "ROUTES[0].via: wants the name of a binding that fetches, and SWITCHES does not",
    { SWITCHES: { get: () => null }, ROUTES: [{ ...ROUTE, via: "SWITCHES" }] },
  ],
  [
    "ROUTES[0].via: wants the name of a binding that fetches, and TOKEN does not",
    { TOKEN: "Bearer x", ROUTES: [{ ...ROUTE, via: "TOKEN" }] },
  ],
  [
    "ROUTES[0].via: goes with an origin such as https://host/base",
    { VPC: { fetch: true }, ROUTES: [{ ...ROUTE, origin: undefined, via: "VPC" }] },
  ],
  [
    "ROUTES[0].via: goes with an origin such as https://host/base, the URL that is fetched through the binding; service:BINDING names its own",
    { VPC: { fetch: true }, ROUTES: [{ ...ROUTE, origin: "service:VPC/npm", via: "VPC" }] },
  ],
  ["ROUTES[0].origin_auth: wants the name of a secret", { ROUTES: [{ ...ROUTE, origin_auth: "Bearer x" }] }],
  ...["X-Key", 7].map(
    (origin_headers): Refused => [
      "ROUTES[0].origin_headers: wants a table of headers, each with the name of its secret",
      { ROUTES: [{ ...ROUTE, origin_headers }] },
    ],
  ),
  [
    "ROUTES[0].origin_headers.PRIVATE-TOKEN: wants the name of a secret, such as NPM_ORIGIN_TOKEN, not the secret itself (path",
    { ROUTES: [{ ...ROUTE, origin_headers: { "PRIVATE-TOKEN": "glpat-abc" } }] },
  ],
  [
    "ROUTES[0].origin_headers.Authorization: is what origin_auth sets (path",
    { ROUTES: [{ ...ROUTE, origin_headers: { Authorization: "TOKEN" } }] },
  ],
  ...[
    "Host",
    "content-length",
    "Transfer-Encoding",
    "TE",
    "Cookie",
    "cf-connecting-ip",
    "X-Forwarded-For",
  ].map(
    (name): Refused => [
      `ROUTES[0].origin_headers.${name}: can't be set: the gateway, Cloudflare or the client sets it (path`,
      { ROUTES: [{ ...ROUTE, origin_headers: { [name]: "TOKEN" } }] },
    ],
  ),
  ...[".X_Key", '["X Key"]', '[""]', '["X:"]', '["é"]', '["x\\r\\ny"]', ".-x", ".x-", ".0"].map(
    (step): Refused => [
      `ROUTES[0].origin_headers${step}: is not a valid header name`,
      {
        ROUTES: [
          {
            ...ROUTE,
            origin_headers: { [step.startsWith("[") ? JSON.parse(step)[0] : step.slice(1)]: "TOKEN" },
          },
        ],
      },
    ],
  ),
  [
    "ROUTES[0].origin_headers: has the same header twice: case makes no difference in header names",
    { ROUTES: [{ ...ROUTE, origin_headers: { "X-Key": "A", "x-key": "B" } }] },
  ],
  ["ROUTES[0].fallback: wants { origin, via, credentials }", { ROUTES: [{ ...ROUTE, fallback: ORIGIN }] }],
  ["ROUTES[0].fallback.origin: is missing; it wants https://", { ROUTES: [{ ...ROUTE, fallback: {} }] }],
  [
    "ROUTES[0].fallback.origin: wants https://host/base",
    { ROUTES: [{ ...ROUTE, fallback: { origin: "https://a:b@registry.example" } }] },
  ],
  [
    'ROUTES[0].fallback.credentials: wants "none" or "pass"',
    { ROUTES: [{ ...ROUTE, fallback: { origin: ORIGIN, credentials: "all" } }] },
  ],
  [
    "ROUTES[0].fallback.origin: there is no service binding named OTHER",
    { ROUTES: [{ ...ROUTE, fallback: { origin: "service:OTHER" } }] },
  ],
];
