/** Help on what to do next: after the reason in each channel, complete or not at all. */
import { describe, expect, it } from "vitest";
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { reasonPhrase, sentence } from "../../src/clients/shared/speech.ts";
import { hear } from "../../src/origins/index.ts";
import { speakLastResort } from "../../src/response/last-resort.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { helpedOf } from "../matrix/helped.ts";
import { answered, originAnswer, REF, request, timedOut } from "./failing.ts";
import { clientFormat } from "./formats.ts";
import { ANY, bodyOf, HELP, heard, refused, speak, URL, withText } from "./help-cases.ts";

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
