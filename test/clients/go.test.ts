import { describe, expect, test } from "vitest";
import { go } from "../../src/clients/go.ts";
import { goDetail, goPrints } from "../../src/console/terminals/languages.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";
import { arrive, count, MARK, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const OLD = "Go-http-client/1.1";
const H2 = "Go-http-client/2.0";
const NEW = "GoCommand/1 (+https://packages.example/cmd/go)";
const MOD = "/packages.example/left/@v/v1.0.0.mod";

describe.each([OLD, H2, NEW])("the go command as %s", (agent) => {
  const asked = request(MOD, { "user-agent": agent });

  test.each(REASONS)("shows a reason once, whatever the status: %s", (_name, reason) => {
    for (const status of STATUSES) {
      const arrived = arrive(go, refused(status, reason), asked);
      const printed = goPrints(arrived);
      expect(arrived.status).toBe(status);
      expect(count(printed, MARK)).toBe(1);
      expect(printed).not.toContain("[too ");
      expect(printed).toContain(`server response: ${MARK}`);
    }
  });

  test("shows the standard phrase if there is no reason", () => {
    expect(goPrints(arrive(go, refused(403, null), asked))).toBe(
      `go: reading ${MOD}: 403 Forbidden\n\tserver response: Forbidden`,
    );
  });

  test.each(OWN)("shows Outspoken's own %s once", (_name, failure, words) => {
    const printed = goPrints(arrive(go, failure, asked));
    expect(printed).toContain(`\n\tserver response: ${words}`);
    expect(count(printed, "gateway")).toBe(1);
  });
});

test("says a reason word for word", () => {
  const arrived = arrive(go, refused(403, 'Größe 📦 "x" 100%'), request(MOD, { "user-agent": OLD }));
  expect(arrived).toMatchObject({
    phrase: "Forbidden",
    contentType: "text/plain; charset=utf-8",
    body: 'Größe 📦 "x" 100%',
  });
});

test("fills the 648 bytes that are shown, but no more", () => {
  const long = REASONS[1]?.[1] ?? "";
  const { body } = arrive(go, refused(500, long), request(MOD, { "user-agent": OLD }));
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(648);
  expect(Buffer.byteLength(body)).toBeGreaterThan(640);
  expect(long.startsWith(body.replace(/\.\.\.$/, ""))).toBe(true);
});

describe("the reason phrase", () => {
  test.each([
    ["curl", { "user-agent": "curl/8.7.1" }, "GET"],
    ["a client without a User-Agent", {}, "GET"],
    ["a HEAD, which has no body", { "user-agent": OLD }, "HEAD"],
  ])("carries the reason for %s", (_name, headers, method) => {
    expect(arrive(go, refused(403, "Quarantine."), request(MOD, headers, method)).phrase).toBe("Quarantine.");
  });
});

describe("an origin's own text", () => {
  const asked = request(MOD, { "user-agent": OLD });

  test.each([
    ["one line", "not found: module packages.example/left: unknown revision v9", "text/plain"],
    ["8 lines", "not found:\n2\n3\n4\n5\n6\n7\n8\n", "text/plain; charset=utf-8"],
    ["with a tab", "not found:\tleft", 'text/plain; charset="UTF-8"'],
  ])("stays byte for byte: %s", (_name, body, type) => {
    const message = body.replace(/\s+/g, " ").trim();
    const spoken = go.speak(said(404, message, body, type), asked);
    expect(spoken.contentType).toBe(type);
    expect(spoken.body).toEqual(new TextEncoder().encode(body));
    expect(goDetail(arriveSpoken(spoken))).toBe(body.trimEnd().split("\n").join("\n\t"));
  });

  test.each([
    ["9 lines", "Quarantine\n2\n3\n4\n5\n6\n7\n8\n9", "text/plain"],
    ["a blank line", "Error.\n\nQuarantine", "text/plain"],
    ["a blank first line", "\nQuarantine", "text/plain"],
    ["carriage returns", "Error.\r\nQuarantine", "text/plain"],
    ["a line too long", `Quarantine ${"x".repeat(640)}`, "text/plain"],
    ["a zero-width joiner", "Quarantine 👩‍💻", "text/plain"],
    ["an escape sequence", "\u001b[31mQuarantine", "text/plain"],
    ["a recent emoji", "Quarantine 🫩", "text/plain"],
    ["JSON labelled as text", '{"message":"Quarantine"}', "text/plain"],
    ["another charset", "Quarantine", "text/plain; charset=iso-8859-1"],
    ["a parameter twice", "Quarantine", "text/plain; charset=utf-8; charset=utf-8"],
    ["text labelled as JSON", "Quarantine", "application/json"],
    ["a page", "<html><h1>Quarantine</h1></html>", "text/html"],
    ["words that lack the reason", "Forbidden", "text/plain"],
  ])("is replaced so that the reason is shown: %s", (_name, body, type) => {
    const printed = goPrints(arrive(go, said(403, MARK, body, type), asked));
    expect(printed).toContain(`server response: ${MARK}`);
    expect(count(printed, MARK)).toBe(1);
  });

  test("is not sent if Outspoken's own message replaces it", () => {
    const origin = said(524, null, "error code: 524", "text/plain");
    expect(goPrints(arrive(go, origin, asked))).toContain(
      "504 Gateway Timeout\n\tserver response: The registry",
    );
  });
});

test("leaves 404 and 410, and the origin's headers, as they are", () => {
  const asked = request("/packages.example/left/@latest", { "user-agent": OLD });
  for (const status of [404, 410]) {
    const failure = said(status, null, "", "text/plain", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
    expect(go.speak(failure, asked)).toMatchObject({ status, headers: {} });
  }
});

test.each([
  [OLD, "go"],
  [H2, "go"],
  [NEW, "go"],
  ["curl/8.7.1", "curl"],
  ["", "unknown"],
])("identifies %s as %s", (agent, name) => {
  const asked = request(MOD, agent === "" ? {} : { "user-agent": agent });
  expect(go.identify(asked)).toEqual({ name, version: name === "curl" ? "8.7.1" : "" });
});

test.each([
  ["/packages.example/left/@v/list", "metadata"],
  ["/packages.example/left/@latest", "metadata"],
  ["/packages.example/!left/@v/v1.0.0.zip", "download"],
  ["/sumdb/sum.packages.example/supported", "probe"],
  ["/sumdb/sum.packages.example/lookup/packages.example/left@v1.0.0", "metadata"],
])("classifies %s as %s", (path, operation) => {
  expect(go.operation(request(path))).toBe(operation);
});
