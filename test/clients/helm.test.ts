import { describe, expect, test } from "vitest";
import { helm } from "../../src/clients/helm.ts";
import { cmPushPrints, helmPrints } from "../../src/console/terminals/helm-terraform.ts";
import { toAscii } from "../../src/text/text.ts";
import { request } from "./failing.ts";
import { arrive, count, MARK, METHODS, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const HELM = { "user-agent": "Helm/4.2.4" };
const CM_PUSH = { "user-agent": "Go-http-client/1.1" };
const INDEX = "/stable/index.yaml";
const CHARTS = "/api/stable/charts";

describe.each(REASONS)("a reason that is %s", (_name, reason) => {
  test.each(STATUSES)("is shown once by helm on %s", (status) => {
    const arrived = arrive(helm, refused(status, reason), request(INDEX, HELM));
    expect(arrived.status).toBe(status);
    expect(count(helmPrints(arrived), MARK)).toBe(1);
    if (reason.length < 350) expect(arrived.phrase).toBe(toAscii(reason));
  });

  test.each(STATUSES)("is shown in full and once by cm-push on %s", (status) => {
    const arrived = arrive(helm, refused(status, reason), request(CHARTS, CM_PUSH, "POST"));
    expect(cmPushPrints(arrived)).toBe(`Error: ${status}: ${reason}`);
  });
});

test.each(METHODS)("says it in both channels for %s, since neither client prints the other's", (method) => {
  const spoken = helm.speak(refused(403, 'No "x".'), request(CHARTS, HELM, method));
  expect(spoken).toEqual({
    status: 403,
    phrase: 'No "x".',
    contentType: "application/json",
    headers: {},
    body: '{"error":"No \\"x\\"."}',
  });
});

test("says the standard phrase if there is no reason", () => {
  const arrived = arrive(helm, refused(404, null), request(INDEX, HELM));
  expect(helmPrints(arrived)).toMatch(/ : 404 Not Found$/);
  expect(cmPushPrints(arrived)).toBe("Error: 404: Not Found");
});

test.each(OWN)("says Outspoken's own %s in both channels", (_name, failure, words) => {
  const arrived = arrive(helm, failure, request(INDEX, HELM));
  expect(arrived.phrase).toBe(words);
  expect(cmPushPrints(arrived)).toBe(`Error: ${failure.status}: ${words}`);
});

describe("an origin's own JSON", () => {
  test.each([
    ["ChartMuseum's", '{"error":"Quarantine"}', "application/json; charset=utf-8"],
    ["with the status before it", '{"error": "403 Forbidden - Quarantine"}\n', "application/json"],
    ["with more members", '{"code":7,"error":"Quarantine","saved":false}', "application/json"],
  ])("stays byte for byte: %s", (_name, body, type) => {
    const spoken = helm.speak(said(409, MARK, body, type), request(CHARTS, CM_PUSH, "POST"));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body), phrase: MARK });
  });

  test.each([
    ["no `error`", '{"message":"Quarantine"}', "application/json"],
    ["an empty `error`", '{"error":"","message":"Quarantine"}', "application/json"],
    ["a code as `error`", '{"error":"denied","error_description":"Quarantine"}', "application/json"],
    ["an object as `error`", '{"error":{"message":"Quarantine"}}', "application/json"],
    ["a control character", '{"error":"\\u001b[1mQuarantine"}', "application/json"],
    ["text", "Quarantine", "text/plain"],
    ["a page", "<h1>Quarantine</h1>", "text/html"],
  ])("is replaced if cm-push would not print the reason alone: %s", (_name, body, type) => {
    const arrived = arrive(helm, said(403, MARK, body, type), request(CHARTS, CM_PUSH, "POST"));
    expect(cmPushPrints(arrived)).toBe("Error: 403: Quarantine");
  });

  test("with another Content-Type is sent as JSON", () => {
    const spoken = helm.speak(
      said(403, MARK, '{"error":"Quarantine"}', "text/html"),
      request(CHARTS, CM_PUSH),
    );
    expect(spoken.contentType).toBe("application/json");
  });
});

test.each([
  [HELM, INDEX, "GET", "helm", "4.2.4", "metadata"],
  [HELM, "/stable/left-1.0.0.tgz", "GET", "helm", "4.2.4", "download"],
  [HELM, "/stable/left-1.0.0.tgz.prov", "GET", "helm", "4.2.4", "download"],
  [CM_PUSH, CHARTS, "POST", "cm-push", "", "publish"],
  [CM_PUSH, INDEX, "GET", "unknown", "", "metadata"],
  [{ "user-agent": "curl/8.7.1" }, "/api/charts/left/1.0.0", "DELETE", "curl", "8.7.1", "delete"],
  [{}, "/api/charts/left", "GET", "unknown", "", "api"],
])("identifies %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(helm.identify(asked)).toEqual({ name, version });
  expect(helm.operation(asked)).toBe(operation);
});
