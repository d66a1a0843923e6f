/** Which headers end here, name by name: a name that is lost from a list is one that origins believe of a client. */
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

const ORDERS = ["proxy", "x-accel-mapping", "x-sendfile-type"];

describe("the lists are whole", () => {
  test.each([
    ["of one hop", HOP_BY_HOP, OF_THE_HOP],
    [
      "of a request, not for the origin",
      NOT_FOR_THE_ORIGIN,
      [
        ...OF_THE_HOP,
        "proxy-authorization",
        "expect",
        ...OF_THE_EDGE,
        ...ADDRESSES,
        ...USERS,
        ...TARGETS,
        ...ORDERS,
      ],
    ],
    ["credentials", CREDENTIALS, OF_THE_CLIENT],
    [
      "none of them beside the operator's own",
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
    // As it was answered before.
    expect(endsHere(name)).toBe(true);
  });
});

describe("ends here by its beginning, and does not where it only has that within it", () => {
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

describe("goes on to the origin", () => {
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

  test("regardless of what was asked before it", () => {
    for (let asked = 0; asked < 1_000; asked += 1) {
      expect(endsHere(`x-remote-${asked}`)).toBe(true);
      expect(endsHere(`x-local-${asked}`)).toBe(false);
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
])("to WSGI, CGI and Rack %s is %s", (name, read) => {
  expect(hyphened(name)).toBe(read);
});
