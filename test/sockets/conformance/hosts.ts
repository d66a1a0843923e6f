/** `Host`. The origin's own is always sent, whatever the client's was. */
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
  host("no Host in HTTP/1.0 is no mistake", "", [], [400], {
    clause: "9110 7.2",
    sent: "GET {path} HTTP/1.0\r\n\r\n",
    known: "workerd wants one, as Cloudflare's edge does to find the zone",
  }),
  host("two of them are refused", "Host: packages.example\r\nHost: other.example\r\n", [], [400], BY_GATEWAY),
  host(
    "twice the same is refused",
    "Host: packages.example\r\nHost: packages.example\r\n",
    [],
    [400],
    BY_GATEWAY,
  ),
  host("a list is refused", "Host: packages.example, other.example\r\n", [], [400], BY_GATEWAY),
  host("an empty one is refused, as the URL needs one", "Host:\r\n", [], [400]),
  host("with a name of somebody before it", "Host: user@packages.example\r\n", [], [400], BY_GATEWAY),
  host("with a path", "Host: packages.example/on/x\r\n", [], [400], BY_GATEWAY),
  host("with a query", "Host: packages.example?x\r\n", [], [400], BY_GATEWAY),
  host("with a fragment", "Host: packages.example#x\r\n", [], [400], BY_GATEWAY),
  host("with a backslash", "Host: packages.example\\x\r\n", [], [400], BY_GATEWAY),
  host("with a space", "Host: packages example\r\n", [], [400], BY_GATEWAY),
  host("with NUL", "Host: packages.example\0x\r\n", [], [400]),
  host("with a port that is no number", "Host: packages.example:8x\r\n", [], [400], BY_GATEWAY),
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
  host("behind a refused one the next request is read", "Host: a, b\r\n", ["GET {path}-second"], [400, 200], {
    clause: "9112 9.3",
    by: "gateway",
    sent: `GET {path} HTTP/1.1\r\nHost: a, b\r\n\r\n${SECOND}`,
  }),
];
