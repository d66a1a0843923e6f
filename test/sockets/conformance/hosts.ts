/** `Host`. The origin always gets its own, whatever the client sent. */
import { type RequestRule, SECOND } from "./request-rule.ts";

function host(
  rule: string,
  lines: string,
  origin: readonly string[],
  client: readonly number[],
  more: Partial<RequestRule> = {},
): RequestRule {
  return {
    rule,
    clause: "9112 3.2",
    sent: `GET {path} HTTP/1.1\r\n${lines}\r\n`,
    origin,
    client,
    by: "workerd",
    ...more,
  };
}

const BY_GATEWAY = { by: "gateway" } as const;

export const HOSTS: readonly RequestRule[] = [
  host("no Host is refused", "", [], [400]),
  host("no Host in HTTP/1.0 is allowed", "", [], [400], {
    clause: "9110 7.2",
    sent: "GET {path} HTTP/1.0\r\n\r\n",
    known: "workerd requires one, as Cloudflare's edge does to find the zone",
  }),
  host(
    "two different ones are refused",
    "Host: packages.example\r\nHost: other.example\r\n",
    [],
    [400],
    BY_GATEWAY,
  ),
  host(
    "two equal ones are refused",
    "Host: packages.example\r\nHost: packages.example\r\n",
    [],
    [400],
    BY_GATEWAY,
  ),
  host("a list is refused", "Host: packages.example, other.example\r\n", [], [400], BY_GATEWAY),
  host("an empty one is refused, since the URL needs a host", "Host:\r\n", [], [400]),
  host("with a user name", "Host: user@packages.example\r\n", [], [400], BY_GATEWAY),
  host("with a path", "Host: packages.example/on/x\r\n", [], [400], BY_GATEWAY),
  host("with a query", "Host: packages.example?x\r\n", [], [400], BY_GATEWAY),
  host("with a fragment", "Host: packages.example#x\r\n", [], [400], BY_GATEWAY),
  host("with a backslash", "Host: packages.example\\x\r\n", [], [400], BY_GATEWAY),
  host("with a space", "Host: packages example\r\n", [], [400], BY_GATEWAY),
  host("with NUL", "Host: packages.example\0x\r\n", [], [400]),
  host("with a port that is not a number", "Host: packages.example:8x\r\n", [], [400], BY_GATEWAY),
  host("with a space before its colon", "Host : packages.example\r\n", [], [400], { clause: "9112 5.1" }),
  host("folded", "Host:\r\n packages.example\r\n", [], [400], { clause: "9112 5.2" }),
  host("an IPv6 address passes", "Host: [::1]:8080\r\n", ["GET {path}"], [200], {
    fields: { "X-Forwarded-Host": "[::1]:8080" },
  }),
  host(
    "a port passes on in X-Forwarded-Host, and Host is the origin's",
    "Host: packages.example:8443\r\n",
    ["GET {path}"],
    [200],
    {
      clause: "9110 7.2",
      by: "gateway",
      fields: { Host: "{origin}", "X-Forwarded-Host": "packages.example:8443" },
    },
  ),
  host("the request after a refused one is read", "Host: a, b\r\n", ["GET {path}-second"], [400, 200], {
    clause: "9112 9.3",
    by: "gateway",
    sent: `GET {path} HTTP/1.1\r\nHost: a, b\r\n\r\n${SECOND}`,
  }),
];
