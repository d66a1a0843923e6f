import { describe, expect, test } from "vitest";
import { hex } from "../../src/clients/hex/hex.ts";
import { decodeTerm, encodeTerm } from "../../src/clients/hex/term.ts";
import type { Failure, OriginAnswer } from "../../src/failure/failure.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { answered, originAnswer } from "./failing.ts";
import { ask, bytesOf, CRASHING, ERLANG, terminal, timesSaid } from "./hex-cases.ts";

describe("an origin's own answer", () => {
  function termAnswer(status: number, body: Uint8Array, headers: Record<string, string> = {}): OriginAnswer {
    return { ...originAnswer(status, "", { "content-type": ERLANG, ...headers }), body };
  }
  /** `%{"errors" => %{"version" => "TEXT"}}`, with an atom and a list, which Hex's own server may add. */
  function errors(text: string): Uint8Array {
    const inner = [...encodeTerm({ version: text })].slice(1);
    const key = (name: string) => [109, 0, 0, 0, name.length, ...new TextEncoder().encode(name)];
    const extra = [...key("x"), 119, 3, 110, 105, 108, ...key("y"), 108, 0, 0, 0, 1, 97, 7, 106];
    return Uint8Array.from([131, 116, 0, 0, 0, 3, ...key("errors"), ...inner, ...extra]);
  }

  /** `%{"message" => "No.", "x" => TERM}`. */
  function messageWith(term: readonly number[]): Uint8Array {
    const message = [...encodeTerm({ message: "No." })].slice(6);
    return Uint8Array.from([131, 116, 0, 0, 0, 2, ...message, 109, 0, 0, 0, 1, 120, ...term]);
  }
  function nested(depth: number): number[] {
    return depth === 0 ? [106] : [108, 0, 0, 0, 1, ...nested(depth - 1), 106];
  }

  test("may have lists in its term", () => {
    expect(decodeTerm(messageWith(nested(2)))).toEqual(
      new Map<string, unknown>([
        ["message", "No."],
        ["x", [[[]]]],
      ]),
    );
  });

  test("is replaced if it was not read completely", () => {
    const origin = { ...termAnswer(422, encodeTerm({ message: "No." })), complete: false };
    expect(terminal(hex.speak(answered(422, {}, origin), ask("2.5.0", "api")), "2.5.0", "api")).toBe(
      statusPhrase(422),
    );
  });

  test("keeps its term byte for byte", () => {
    for (const body of [encodeTerm({ message: "No.", status: 422 }), errors("is invalid")]) {
      const origin = termAnswer(422, body, { "content-type": `${ERLANG}; charset=utf-8` });
      const spoken = hex.speak(answered(422, {}, origin), ask("2.5.0", "api"));
      expect(spoken.body).toEqual(body);
      expect(spoken.contentType).toBe(`${ERLANG}; charset=utf-8`);
    }
  });

  test.each([
    ["a term that is cut short", encodeTerm({ message: "No." }).slice(0, -1)],
    ["a term followed by something else", Uint8Array.from([...encodeTerm({ message: "No." }), 106])],
    ["an unknown atom", Uint8Array.from([131, 119, 4, 98, 111, 111, 109])],
    ["no map", Uint8Array.from([131, 97, 1])],
    ["a map without a text", encodeTerm({ status: 422 })],
    ["an ANSI sequence", encodeTerm({ message: "\u001b[31mNo." })],
    ["a secret in a field", errors("glpat-abcdefghijklmnopqrst")],
    ["a compressed term", Uint8Array.from([131, 80, 0, 0, 0, 1, 1])],
    ["a list deeper than in any error", messageWith(nested(40))],
    ["an unknown atom along with the message", messageWith([119, 4, 98, 111, 111, 109])],
    ["JSON", new TextEncoder().encode('{"message":"No."}')],
  ])("is replaced: %s", (_name, body) => {
    const spoken = hex.speak(answered(422, {}, termAnswer(422, body)), ask("2.5.0", "api"));
    expect(terminal(spoken, "2.5.0", "api")).toBe(statusPhrase(422));
  });

  test("keeps its plain text for the registry", () => {
    const origin = originAnswer(503, "read-only\nuntil noon", { "content-type": "text/plain" });
    const failure = answered(503, { message: "read-only until noon" }, origin);
    expect(bytesOf(hex.speak(failure, ask("2.5.0", "registry")))).toEqual(origin.body);
  });

  function withHeader(header: string, status = 403, message: string | null = "Package protected."): Failure {
    return answered(status, { message }, originAnswer(status, "", { "x-hex-message": header }));
  }
  const own = '"Package protected."; level=fatal';

  test("keeps its X-Hex-Message if that says the reason", () => {
    const spoken = hex.speak(withHeader(own), ask("2.5.0", "tarball"));
    expect("x-hex-message" in spoken.headers).toBe(false);
    expect(terminal(spoken, "2.5.0", "tarball", own)).toBe(
      "API error: Package protected.\nRequest failed (403)",
    );
  });

  test("does not repeat the body's reason in the header", () => {
    const spoken = hex.speak(withHeader(own, 500), ask("2.5.0", "registry"));
    expect(terminal(spoken, "2.5.0", "registry", own)).toBe("Package protected.");
    const news = '"Update Hex."; level=warn';
    const other = hex.speak(withHeader(news, 500), ask("2.5.0", "registry"));
    expect(terminal(other, "2.5.0", "registry", news)).toBe("API warning: Update Hex.\nPackage protected.");
  });

  test.each(["Package protected.", '"Package protected.', '"Package protected."; fatal'])(
    "loses its malformed X-Hex-Message %j",
    (header) => {
      for (const place of ["api", "registry", "tarball"] as const) {
        const spoken = hex.speak(withHeader(header), ask("2.5.0", place));
        expect(timesSaid(terminal(spoken, "2.5.0", place, header), "Package protected.")).toBe(1);
        const silent = hex.speak(withHeader(header, 403, null), ask("2.5.0", place));
        expect(silent.headers["x-hex-message"]).toBeNull();
      }
    },
  );

  test.each(CRASHING)("loses the header that %s would crash on", (version) => {
    for (const place of ["api", "registry", "tarball"] as const) {
      const spoken = hex.speak(withHeader(own), ask(version, place));
      expect(spoken.headers["x-hex-message"]).toBeNull();
    }
  });

  test("is overridden by our own message", () => {
    const origin = termAnswer(401, encodeTerm({ message: "No." }));
    const failure = answered(401, {}, origin, { sentOriginAuth: true });
    expect(terminal(hex.speak(failure, ask("2.5.0", "api")), "2.5.0", "api")).toContain("own credentials");
  });

  test("keeps the challenges that drive a one-time password", () => {
    const challenge = 'Bearer realm="hex", error="totp_required"';
    const body = encodeTerm({ message: "One-time password required" });
    const origin = termAnswer(401, body, { "www-authenticate": challenge });
    const spoken = hex.speak(answered(401, {}, origin), ask("2.5.0", "api"));
    expect(spoken).toMatchObject({ status: 401, headers: {}, body });
  });
});
