import { expect, test } from "vitest";
import { isOwnCookie, withoutOwnCookies } from "../../src/request/own-cookies.ts";

test.each([
  ["outspoken_session=a", true],
  ["Outspoken_Session=a", true],
  ["outspoken_=a", true],
  [" \toutspoken_session=a", true],
  ["=outspoken_session=a", true],
  [" = =outspoken_session=a", true],
  ["__Host-outspoken_session=a", true],
  ["__Secure-outspoken_session=a", true],
  ["__Host-Http-outspoken_session=a", true],
  ["=__host-outspoken_session", true],
  ["outspoken=a", false],
  ["my_outspoken_session=a", false],
  ["x__Host-outspoken_session=a", false],
  ["_Host-outspoken_session=a", false],
  ["__Host_outspoken_session=a", false],
  ["__1-outspoken_session=a", false],
  ["session=outspoken_session", false],
  ["", false],
])("%j is the gateway's own: %s", (pair, isOwn) => {
  expect(isOwnCookie(pair)).toBe(isOwn);
});

test.each<[string, string | null]>([
  ["", ""],
  ["a=b", "a=b"],
  ["a=b;  c=d ", "a=b;  c=d "],
  ["outspoken_session=x", null],
  ["outspoken_session=x; __Host-outspoken_session=y", null],
  ["outspoken_session=x; ", null],
  ["a=b; outspoken_session=x", "a=b"],
  ["outspoken_session=x; a=b", "a=b"],
  ["a=b; outspoken_session=x; c=d; e", "a=b; c=d; e"],
])("Cookie: %j is sent to the origin as %j", (cookies, others) => {
  expect(withoutOwnCookies(cookies)).toBe(others);
});
