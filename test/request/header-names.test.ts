/** Which headers end here, name by name: a name missing from a list would let a client make claims that origins believe. */
import { describe, expect, test } from "vitest";
import {
  CREDENTIALS,
  endsHere,
  fieldsNamedBy,
  HOP_BY_HOP,
  hyphened,
  NOT_BESIDE_ORIGIN_AUTH,
  NOT_FOR_THE_ORIGIN,
} from "../../src/request/header-names.ts";
import { OF_THE_CLIENT, OF_THE_HOP } from "./expected-names.ts";

const OF_THE_EDGE = [
  "cf-connecting-ip",
  "cf-connecting-ipv6",
  "cf-connecting-o2o",
  "cf-pseudo-ipv4",
  "cf-ipcountry",
  "cf-ray",
  "cf-visitor",
  "cf-ew-via",
  "cf-worker",
  "cf-warp-tag-id",
];

const ADDRESSES = [
  "true-client-ip",
  "client-ip",
  "fastly-client-ip",
  "x-azure-clientip",
  "x-azure-socketip",
  "x-client-ip",
  "x-cluster-client-ip",
  "x-envoy-external-address",
  "x-proxyuser-ip",
  "x-real-ip",
  "remote-addr",
  "wl-proxy-client-ip",
];

const USERS = ["remote-user", "x-webauth-user", "x-authenticated-user", "x-client-cert", "x-client-verify"];

const TARGETS = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-forwarded-scheme",
  "x-forwarded-server",
  "x-forwarded-prefix",
  "x-host",
  "x-http-host-override",
  "x-original-host",
  "x-original-method",
  "x-original-uri",
  "x-original-url",
  "x-rewrite-url",
  "x-envoy-original-path",
  "x-jfrog-override-base-url",
  "x-artifactory-override-base-url",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
  "front-end-https",
  "x-scheme",
  "x-url-scheme",
];

const INSTRUCTIONS = ["proxy", "x-accel-mapping", "x-sendfile-type"];

describe("the lists are complete", () => {
  test.each([
    ["hop-by-hop", HOP_BY_HOP, OF_THE_HOP],
    [
      "not for the origin",
      NOT_FOR_THE_ORIGIN,
      [
        ...OF_THE_HOP,
        "proxy-authorization",
        "expect",
        ...OF_THE_EDGE,
        ...ADDRESSES,
        ...USERS,
        ...TARGETS,
        ...INSTRUCTIONS,
      ],
    ],
    ["credentials", CREDENTIALS, OF_THE_CLIENT],
    [
      "not sent along with the operator's own",
      NOT_BESIDE_ORIGIN_AUTH,
      [...OF_THE_CLIENT, "x-amz-security-token", "cf-access-client-id", "cf-access-client-secret"],
    ],
  ])("%s", (_, list, wanted) => {
    expect([...list].toSorted()).toEqual(wanted.toSorted());
  });
});

describe("ends here, as listed and with `_` in it", () => {
  test.each([...NOT_FOR_THE_ORIGIN])("%s", (name) => {
    expect(endsHere(name)).toBe(true);
    expect(endsHere(name.replaceAll("-", "_"))).toBe(true);
    // From the cache.
    expect(endsHere(name)).toBe(true);
  });
});

describe("ends here by its prefix, but not if it only contains that", () => {
  test.each([
    "cf-anything",
    "cf-access",
    "x-forward-proxy",
    "x-forwarded-user",
    "proxy-status",
    "wl-proxy-ssl",
    "x-webauth-email",
    "x-auth-request-groups",
    "x-remote-group",
    "x-ssl-client-cn",
    "ssl-client-cert",
  ])("%s", (name) => {
    expect(endsHere(name)).toBe(true);
    expect(endsHere(name.replaceAll("-", "_"))).toBe(true);
    expect(endsHere(`my-${name}`)).toBe(false);
  });
});

describe("is forwarded to the origin", () => {
  test.each([
    ...OF_THE_CLIENT,
    "accept",
    "user-agent",
    "cdn-loop",
    "cf",
    "cf-access-client-id",
    "cf-access-jwt-assertion",
    "x-for",
    "x-auth-requester",
    "x-webauth",
    "x-remote",
    "ssl-client",
    "via",
  ])("%s", (name) => {
    expect(endsHere(name)).toBe(false);
    expect(endsHere(name)).toBe(false);
  });

  test("regardless of earlier names", () => {
    for (let earlier = 0; earlier < 1_000; earlier += 1) {
      expect(endsHere(`x-remote-${earlier}`)).toBe(true);
      expect(endsHere(`x-local-${earlier}`)).toBe(false);
    }
  });
});

test.each([
  ["", []],
  ["close", ["close"]],
  ["Keep-Alive, X-Internal", ["keep-alive", "x-internal"]],
  [" close\t,\t X-One ,x-TWO ", ["close", "x-one", "x-two"]],
  [",, close ,", ["close"]],
  ["two words, close", ["close"]],
  ["caf\xe9, close", ["close"]],
  ["@first, close", ["close"]],
  ["last@, close", ["close"]],
  ["!#$%&'*+.^_`|~9-a", ["!#$%&'*+.^_`|~9-a"]],
])("Connection: %j names %j", (connection, named) => {
  expect(fieldsNamedBy(connection)).toEqual(named);
});

test.each([
  ["x_forwarded_host", "x-forwarded-host"],
  ["x_real-ip", "x-real-ip"],
  ["accept", "accept"],
])("WSGI, CGI and Rack read %s as %s", (name, read) => {
  expect(hyphened(name)).toBe(read);
});
