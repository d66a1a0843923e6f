import { describe, expect, test } from "vitest";
import { terraform } from "../../src/clients/terraform.ts";
import { moduleLocationPrints, providerPrints } from "../../src/console/terminals/helm-terraform.ts";
import { toAscii } from "../../src/text/text.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { arrive, count, MARK, METHODS, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const TERRAFORM = { "user-agent": "Terraform/1.15.9", "x-terraform-version": "1.15.9" };
const OPENTOFU = { "user-agent": "OpenTofu/1.12.6" };
const DISCOVERY = { "user-agent": "HashiCorp Terraform/1.15.9 (+https://packages.example)" };
const GO_GETTER = { "user-agent": "Go-http-client/2.0" };
const LOCATION = "/v1/modules/acme/vpc/aws/1.0.0/download";
const MODULE_VERSIONS = "/v1/modules/acme/vpc/aws/versions";
const PROVIDER_VERSIONS = "/v1/providers/acme/cloud/versions";
const PROVIDER_PACKAGE = "/v1/providers/acme/cloud/1.0.0/download/linux/amd64";

describe.each([
  ["Terraform", TERRAFORM],
  ["OpenTofu", OPENTOFU],
])("%s", (_client, headers) => {
  test.each(REASONS)("shows a reason once if it shows any: %s", (_name, reason) => {
    for (const status of [...STATUSES, 501]) {
      const failure = refused(status, reason);
      const location = moduleLocationPrints(arrive(terraform, failure, request(LOCATION, headers)));
      expect(count(location, MARK)).toBe(status === 404 ? 0 : 1);
      const hidden = status === 401 || status === 403 || status === 404;
      for (const path of [PROVIDER_VERSIONS, PROVIDER_PACKAGE]) {
        const provider = providerPrints(arrive(terraform, failure, request(path, headers)));
        expect(count(provider, MARK)).toBe(hidden ? 0 : 1);
      }
    }
  });

  test("shows the complete reason of a module's refusal, beyond ASCII too", () => {
    const printed = moduleLocationPrints(
      arrive(terraform, refused(403, 'Größe 📦 "x" 100%'), request(LOCATION, headers)),
    );
    expect(printed).toBe(
      'Error: error getting download location for "acme/vpc/aws": 403 Forbidden resp:Größe 📦 "x" 100%',
    );
  });

  test.each(OWN)("shows Outspoken's own %s once", (_name, failure, words) => {
    const printed = moduleLocationPrints(arrive(terraform, failure, request(LOCATION, headers)));
    expect(printed).toContain(`${failure.status} ${words} returned`);
  });

  test("shows the standard phrase if there is no reason", () => {
    const asked = request(LOCATION, headers);
    expect(moduleLocationPrints(arrive(terraform, refused(403, null), asked))).toMatch(
      /: 403 Forbidden resp:Forbidden$/,
    );
    expect(moduleLocationPrints(arrive(terraform, refused(502, null), asked))).toContain(
      "502 Bad Gateway returned",
    );
  });
});

test("puts the reason into the phrase for every step that prints the status line", () => {
  for (const [_name, reason] of REASONS.filter(([, each]) => each.length < 350)) {
    for (const path of [MODULE_VERSIONS, PROVIDER_VERSIONS, "/.well-known/terraform.json", "/x_SHA256SUMS"]) {
      expect(arrive(terraform, refused(422, reason), request(path, TERRAFORM)).phrase).toBe(toAscii(reason));
    }
  }
});

test.each(METHODS)("keeps the status and the protocol's form for %s by an unknown client", (method) => {
  const spoken = terraform.speak(
    said(409, "No.", "<p>No.</p>", "text/html"),
    request(PROVIDER_VERSIONS, {}, method),
  );
  expect(spoken).toMatchObject({ status: 409, phrase: "No.", contentType: "application/json" });
  expect(spoken.body).toBe('{"errors":["No."]}');
});

test("has the reason in the phrase if a module's body is not printed", () => {
  for (const status of [404, 429, 500, 503]) {
    expect(terraform.speak(refused(status, "No."), request(LOCATION, TERRAFORM)).phrase).toBe("No.");
  }
});

test("says a module's refusal in phrase and body to an unknown client", () => {
  const spoken = terraform.speak(refused(403, "No."), request(LOCATION));
  expect(spoken).toMatchObject({ phrase: "No.", contentType: "text/plain; charset=utf-8", body: "No." });
});

describe("an origin's own words", () => {
  test.each([
    ["text for a module's location", LOCATION, "Quarantine\nof acme\n", "text/plain", "Quarantine of acme"],
    [
      "the registry's JSON",
      PROVIDER_VERSIONS,
      '{"errors":["a","b"]}',
      "application/json; charset=utf-8",
      "a; b",
    ],
    [
      "JSON:API",
      MODULE_VERSIONS,
      '{"errors":[{"status":"403","title":"No"}]}',
      "application/vnd.api+json",
      "No",
    ],
    ["a lock", "/terraform/state/prod/lock", '{"ID":"7","Who":"ci"}', "application/json", null],
  ])("stay byte for byte: %s", (_name, path, body, type, message) => {
    const spoken = terraform.speak(said(423, message, body, type), request(path, TERRAFORM));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["JSON", '{"errors":["Quarantine"]}', "application/json"],
    ["JSON labelled as text", '{"errors":["Quarantine"]}', "text/plain"],
    ["a page", "<html><title>Quarantine</title></html>", "text/html"],
    ["escape sequences", "\u001b]0;x\u0007Quarantine", "text/plain"],
    ["a lone carriage return", "Error: all is well\rQuarantine", "text/plain"],
    ["pages of text", `Quarantine\n${"line\n".repeat(500)}`, "text/plain"],
  ])("become one line if Terraform would print them raw: %s", (_name, body, type) => {
    const arrived = arrive(terraform, said(403, MARK, body, type), request(LOCATION, TERRAFORM));
    expect(arrived.body).toBe(MARK);
    expect(arrived.contentType).toBe("text/plain; charset=utf-8");
  });
});

test.each([
  [4, "4"],
  [45, "45"],
  [86_400, "60"],
  [0.2, "1"],
  [null, null],
])("caps a wait of %s s, which Terraform would sit through silently", (heard, expected) => {
  const answer = originAnswer(429, "", { "retry-after": "whatever" });
  const failure = answered(429, { retryAfterSeconds: heard }, answer);
  for (const path of [LOCATION, PROVIDER_VERSIONS]) {
    expect(terraform.speak(failure, request(path, TERRAFORM)).headers).toEqual({ "retry-after": expected });
  }
});

describe("a notice", () => {
  const form = { kind: "json_member", name: "warnings", value: ["Moving on Friday."] };

  test.each([
    ["a provider's versions", PROVIDER_VERSIONS, TERRAFORM, "GET", 200, form],
    ["the same below a route's prefix", "/acme/cloud/versions", OPENTOFU, "GET", 200, form],
    ["a module's versions", MODULE_VERSIONS, TERRAFORM, "GET", 200, null],
    ["a module's versions below a prefix", "/acme/vpc/aws/versions", TERRAFORM, "GET", 200, null],
    ["another client", PROVIDER_VERSIONS, GO_GETTER, "GET", 200, null],
    ["another status", PROVIDER_VERSIONS, TERRAFORM, "GET", 204, null],
    ["another method", PROVIDER_VERSIONS, TERRAFORM, "HEAD", 200, null],
    ["a package", PROVIDER_PACKAGE, TERRAFORM, "GET", 200, null],
  ])("on %s", (_name, path, headers, method, status, expected) => {
    const facts = { status, headers: new Headers() };
    expect(terraform.notice?.("Moving\non Friday.", request(path, headers, method), facts)).toEqual(expected);
  });
});

test.each([
  [TERRAFORM, LOCATION, "", "terraform", "1.15.9", "metadata"],
  [DISCOVERY, "/.well-known/terraform.json", "", "terraform", "1.15.9", "probe"],
  [OPENTOFU, PROVIDER_VERSIONS, "", "opentofu", "1.12.6", "metadata"],
  [GO_GETTER, "/modules/vpc", "?terraform-get=1", "terraform", "", "download"],
  [GO_GETTER, "/terraform-provider-cloud_1.0.0_linux_amd64.zip", "", "unknown", "", "download"],
  [{ "x-terraform-version": "1.3.0" }, "/x_1.0.0_SHA256SUMS.sig", "", "terraform", "1.3.0", "download"],
  [TERRAFORM, "/v1/modules/search", "?q=vpc", "terraform", "1.15.9", "search"],
  [TERRAFORM, "/terraform/state/prod", "", "terraform", "1.15.9", "api"],
])("identifies %o at %s%s", (headers, path, query, name, version, operation) => {
  const asked = request(path, headers, "GET", query);
  expect(terraform.identify(asked)).toEqual({ name, version });
  expect(terraform.operation(asked)).toBe(operation);
});

test("answers within Terraform's own 10 s", () => {
  expect(terraform.timeoutMs.read).toBeLessThan(10_000);
});
