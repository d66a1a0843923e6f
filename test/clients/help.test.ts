/** Help on what to do next: after the reason in each channel, complete or not at all. */
import { describe, expect, it } from "vitest";
import { hex } from "../../src/clients/hex/hex.ts";
import { encodeTerm } from "../../src/clients/hex/term.ts";
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { reasonPhrase, sentence } from "../../src/clients/shared/speech.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";
import { hear } from "../../src/origins/index.ts";
import { speakLastResort } from "../../src/response/last-resort.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { helpedOf } from "../matrix/helped.ts";
import { answered, originAnswer, REF, request, timedOut } from "./failing.ts";
import { clientFormat } from "./formats.ts";

const URL = "https://h.example/ask?p=app&v=1";
const HELP = `Ask: ${URL}`;

function refused(reason: string | null, status = 403): Failure {
  return answered(status, { message: reason });
}

/** An origin's answer, heard as the pipeline hears it. */
function heard(status: number, body: string, headers: Record<string, string>): Failure {
  const answer = originAnswer(status, body, headers);
  return answered(status, hear(answer), answer);
}

const ANY = request("/x");

function withText(failure: Failure, text = HELP): Failure {
  return helpedOf(failure, "generic", ANY, text);
}

function bodyOf({ body }: Pick<Spoken, "body">): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

function speak(format: FormatName, failure: Failure, asked: ClientRequest, text = HELP): Spoken {
  return clientFormat(format).speak(helpedOf(failure, format, asked, text), asked);
}

describe("the phrase", () => {
  const LONG = "quarantine ".repeat(60).trim();

  it.each([
    ["follows the reason", "Held back.", HELP, `Held back. ${HELP}`],
    ["follows the standard phrase if there is no reason", null, HELP, `Forbidden. ${HELP}`],
    [
      "has only the URL of the help if its words are not ASCII",
      "Held back.",
      `例外を申請: ${URL}`,
      `Held back. ${URL}`,
    ],
    ["has no help if none of it is ASCII", "Held back.", "例外を申請してください", "Held back."],
    ["folds letters", "Held back.", `Für Ausnahmen: ${URL}`, `Held back. Fur Ausnahmen: ${URL}`],
    [
      "replaces a reason that is not ASCII by the standard phrase",
      "隔離されています",
      HELP,
      `Forbidden. ${HELP}`,
    ],
  ])("%s", (_, reason, text, phrase) => {
    expect(reasonPhrase(withText(refused(reason), text))).toBe(phrase);
  });

  it("cuts the reason to the room that the help leaves", () => {
    const phrase = reasonPhrase(withText(refused(LONG)));
    expect(phrase).toHaveLength(350);
    expect(phrase.startsWith("quarantine quarantine")).toBe(true);
    expect(phrase.endsWith(`... ${HELP}`)).toBe(true);
  });

  it("keeps at least 40 bytes of a reason, or leaves out the help", () => {
    const withHelpOf = (reason: string, length: number) =>
      reasonPhrase({ ...refused(reason), help: { text: "b".repeat(length), url: null } });
    expect(withHelpOf(LONG, 309)).toMatch(/^quarantine quarantine quarantine .{0,7} b{309}$/);
    expect(withHelpOf(LONG, 310)).not.toContain("b");
    expect(withHelpOf("No.", 346)).toBe(`No. ${"b".repeat(346)}`);
    expect(withHelpOf("No.", 347)).toBe("No.");
  });
});

it("ends our own message with a full stop before the help", () => {
  expect(sentence(withText(timedOut()))).toBe(
    `The registry behind this gateway did not answer within 9 seconds. Reference: ${REF}. ${HELP}`,
  );
});

describe("a channel with a limit has the complete URL", () => {
  const LONG = refused("quarantine ".repeat(150).trim());
  it.each<[string, FormatName, ClientRequest, number, (shown: string) => string]>([
    [
      "Composer",
      "composer",
      request("/x.zip", { "user-agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5)" }),
      200,
      (body) => `"${body.slice(1, -1)}"`,
    ],
    ["Cargo", "cargo", request("/le/ft/left-pad", { "user-agent": "cargo/1.95.0" }), 511, (body) => body],
    ["Go", "go", request("/m/@v/v1.0.0.info", { "user-agent": "Go-http-client/1.1" }), 648, (body) => body],
    [
      "pub",
      "pub",
      request("/api/packages/app", { "user-agent": "Dart pub 3.9.0" }),
      1_100,
      (body) => JSON.parse(body).error.message,
    ],
  ])("%s", (_, format, asked, bytes, shownOf) => {
    const status = format === "composer" ? 404 : 403;
    const body = bodyOf(speak(format, { ...LONG, status }, asked));
    expect(body.length).toBeLessThanOrEqual(bytes);
    expect(shownOf(body)).toMatch(/\.\.\. Ask: https:\/\/h\.example\/ask\?p=app&v=1"?$/);
  });
});

describe("a channel that changes characters", () => {
  const GEM = request("/specs.4.8.gz", { "user-agent": "Ruby, RubyGems/3.7.2 x86_64-linux" });

  it("percent-encodes a URL's digits that look like a status (RFC 3986 2.3)", () => {
    const { phrase } = speak(
      "rubygems",
      refused("Held back (403)."),
      GEM,
      "Ask: https://h.example/?s={status}",
    );
    expect(phrase).toBe("Held back [4O3]. Ask: https://h.example/?s=4%303");
    expect(decodeURIComponent("4%303")).toBe("403");
  });

  it("leaves out help whose URL it would break", () => {
    const upload = request("/upload", { "user-agent": "Dart pub 3.9.0" }, "POST");
    expect(bodyOf(speak("pub", refused("Held back."), upload))).toContain("<Message>Held back.</Message>");
    const plain = "Ask: https://h.example/{format}";
    expect(bodyOf(speak("pub", refused("Held back."), upload, plain))).toContain(
      "<Message>Held back. Ask: https://h.example/pub</Message>",
    );
    expect(speak("rubygems", refused("Held back."), GEM, "https://h.example/a_(b)").phrase).toBe(
      "Held back.",
    );
  });

  it("keeps percent signs in a Warning only for the help's URL, to a client that does not decode them", () => {
    const asked = request("/v2/acme/app/manifests/1", { "user-agent": "oras/1.3.3" });
    const said = speak("oci", refused('100% "gone"', 404), asked, "Ask: https://h.example/%C3%A4");
    expect(said.headers.warning).toBe(`299 - "100 percent 'gone' Ask: https://h.example/%C3%A4"`);
  });

  it("sends oras the help even if it has its own text for the failure", () => {
    const answer = originAnswer(
      404,
      '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}',
      {
        "content-type": "application/json",
      },
    );
    const asked = request("/v2/acme/app/manifests/1", { "user-agent": "oras/1.3.3" });
    const failure = answered(404, hear(answer), answer);
    expect(clientFormat("oci").speak(failure, asked).headers.warning).toBeUndefined();
    expect(speak("oci", failure, asked).headers.warning).toBe(`299 - "manifest unknown ${HELP}"`);
  });
});

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

describe("the header Link", () => {
  it("has the URL, after those of the origin", () => {
    const failure = heard(403, "", { link: '<https://docs.example/403>; rel="help"' });
    const response = speakingResponse(speak("generic", failure, ANY), withText(failure), "GET");
    expect(response.headers.get("link")).toBe(`<https://docs.example/403>; rel="help", <${URL}>; rel="help"`);
  });

  it("is absent without a URL", () => {
    const failure = withText(refused("Held back."), "Ask your team");
    const response = speakingResponse(speak("generic", failure, ANY), failure, "GET");
    expect(response.headers.has("link")).toBe(false);
  });
});

describe("a last resort", () => {
  const env = { WHY_SECRET: "secret" };

  it("has no URL in a path", async () => {
    const asked = request("/left-pad", { "user-agent": "Bun/1.4.5" });
    const failure = helpedOf(refused("Held back."), "npm", asked, HELP);
    const last = await speakLastResort(clientFormat("npm"), failure, asked, env);
    expect(last?.headers.location).toMatch(/\/Held-back$/);
    expect(last?.body).toBe(`Held back. ${HELP}\n`);
  });

  it("carries the help to pip", async () => {
    const asked = request("/simple/app/", { "user-agent": "pip/26.3 {}", accept: "text/html" });
    const failure = helpedOf(refused("Held back."), "pypi", asked, HELP);
    const last = await speakLastResort(clientFormat("pypi"), failure, asked, env);
    expect(last?.contentType).toBe(`text/plain; reason="Held back. ${HELP} "`);
  });
});
