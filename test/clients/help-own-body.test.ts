/** Help and the origin's own body: one that would pass unchanged is replaced, one that clients act on is not. */
import { describe, expect, it } from "vitest";
import { hex } from "../../src/clients/hex/hex.ts";
import { encodeTerm } from "../../src/clients/hex/term.ts";
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";
import { hear } from "../../src/origins/index.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { clientFormat } from "./formats.ts";
import { bodyOf, HELP, heard, speak } from "./help-cases.ts";

describe("an answer that would pass unchanged without help", () => {
  const JSON_TYPE = { "content-type": "application/json" };
  it.each<[string, FormatName, ClientRequest, Failure]>([
    [
      "npm's own",
      "npm",
      request("/x", { "user-agent": "npm/11.19.1" }),
      heard(403, '{"error":"Held back."}', JSON_TYPE),
    ],
    [
      "plain text",
      "go",
      request("/x", { "user-agent": "Go-http-client/1.1" }),
      heard(403, "Held back.", { "content-type": "text/plain" }),
    ],
    [
      "a problem document",
      "swift",
      request("/a/b"),
      heard(403, '{"detail":"Held back.","status":403}', { "content-type": "application/problem+json" }),
    ],
    [
      "an OCI error",
      "oci",
      request("/v2/a/manifests/1"),
      heard(403, '{"errors":[{"code":"DENIED","message":"Held back."}]}', JSON_TYPE),
    ],
    [
      "an API's error object",
      "openai",
      request("/v1/models", {}, "POST"),
      heard(403, '{"error":{"message":"Held back.","type":"permission_error"}}', JSON_TYPE),
    ],
  ])("is sent in our form: %s", (_, format, asked, failure) => {
    const own = bodyOf(answerOf(failure) ?? { body: "" });
    expect(bodyOf(clientFormat(format).speak(failure, asked))).toBe(own);
    expect(bodyOf(speak(format, failure, asked))).toContain(`Held back. ${HELP}`);
  });

  it("keeps its code", () => {
    const failure = heard(403, '{"errors":[{"code":"POLICY","message":"Held back."}]}', JSON_TYPE);
    expect(bodyOf(speak("oci", failure, request("/v2/a/manifests/1")))).toContain('"code":"POLICY"');
  });

  it.each([
    ['{"message":"Held back.","code":"P7"}', { message: `Held back. ${HELP}`, code: "P7" }],
    [
      '{"error":{"message":"Held back.","code":"P7"}}',
      { error: { message: "Held back.", code: "P7" }, help: HELP },
    ],
  ])("keeps what an API's clients read: %s", (body, sent) => {
    const asked = request("/x", { accept: "application/json" });
    expect(JSON.parse(bodyOf(speak("generic", heard(403, body, JSON_TYPE), asked)))).toEqual(sent);
  });
});

describe("a body that clients act on stays unchanged", () => {
  const TEXT = { "content-type": "text/plain" };
  const JSON_TYPE = { "content-type": "application/json" };
  const NPM = { "user-agent": "npm/11.19.1" };
  it.each<[string, FormatName, ClientRequest, number, string, Record<string, string>]>([
    [
      "npm's one-time password",
      "npm",
      request("/x", NPM, "PUT"),
      401,
      '{"error":"You must provide a one-time pass."}',
      JSON_TYPE,
    ],
    [
      "npm's sign-in in a browser",
      "npm",
      request("/x", NPM, "PUT"),
      401,
      '{"authUrl":"https://a.example","doneUrl":"https://b.example"}',
      JSON_TYPE,
    ],
    [
      "gem's one-time password",
      "rubygems",
      request("/api/v1/gems", { "user-agent": "RubyGems/3.7.2" }, "POST"),
      401,
      "You have enabled multifactor authentication. Send a code.",
      TEXT,
    ],
    [
      "the lock of a Terraform state",
      "terraform",
      request("/terraform/state/a", { "user-agent": "Terraform/1.15.9" }, "POST"),
      423,
      '{"ID":"a","Operation":"apply","Who":"me"}',
      JSON_TYPE,
    ],
  ])("%s", (_, format, asked, status, body, headers) => {
    const failure = heard(status, body, headers);
    expect(bodyOf(speak(format, failure, asked))).toBe(body);
  });

  it("Hex's polling for a sign-in", () => {
    const type = "application/vnd.hex+erlang";
    const body = encodeTerm({ error: "authorization_pending" });
    const answer = { ...originAnswer(400, "", { "content-type": type }), body };
    const asked = request("/api/oauth/token", { accept: type }, "POST");
    expect(hex.speak(answered(400, hear(answer), answer), asked).body).toEqual(body);
    expect(speak("hex", answered(400, hear(answer), answer), asked).body).toEqual(body);
  });
});
