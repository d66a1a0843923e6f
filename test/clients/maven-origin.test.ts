import { describe, expect, test } from "vitest";
import { maven } from "../../src/clients/maven/maven.ts";
import type { Spoken } from "../../src/clients/shared/client.ts";
import { cutToBytes } from "../../src/text/text.ts";
import { answered, originAnswer } from "./failing.ts";
import { AGENTS, type Agent, ask, bodyText, payload, terminal } from "./maven-cases.ts";

describe("an origin's own answer", () => {
  const detail = "Package protected.";
  const complete = { type: "about:blank", status: 403, title: "Forbidden", detail, error: detail };

  function speakTo(agent: Agent, body: string, contentType: string, message: string | null = detail): Spoken {
    const origin = originAnswer(403, body, { "content-type": contentType });
    return maven.speak(answered(403, { message }, origin), ask(agent));
  }

  test.each(["application/problem+json", "application/problem+json; charset=utf-8"])(
    "a complete problem (%s) stays byte for byte, without parameters",
    (type) => {
      const body = `${JSON.stringify(complete)}\n`;
      const spoken = speakTo("maven 3.9.16", body, type);
      expect(spoken.contentType).toBe("application/problem+json");
      expect(bodyText(spoken)).toBe(body);
      expect(spoken.phrase).toBe(detail);
    },
  );

  test.each([
    ["no title", { ...complete, title: undefined }],
    ["a null title", { ...complete, title: null }],
    ["no status", { ...complete, status: undefined }],
    ["another status", { ...complete, status: 500 }],
    ["a type that Java can't parse", { ...complete, type: "https://docs.example/a b" }],
    ["an instance that Java can't parse", { ...complete, instance: "urn:x|y" }],
    ["a detail that is not the reason", { ...complete, detail: "See the log." }],
    ["a control character", { ...complete, title: "\u001b[31mForbidden" }],
  ])("a problem with %s is replaced", (_name, problem) => {
    const spoken = speakTo("maven 3.9.16", JSON.stringify(problem), "application/problem+json");
    expect(JSON.parse(bodyText(spoken))).toEqual({
      type: "about:blank",
      status: 403,
      title: "Forbidden",
      detail,
    });
  });

  test("a problem without any reason becomes the bare status, never null", () => {
    const nulls = '{"type":null,"status":null,"title":null,"detail":null,"instance":null}';
    const spoken = speakTo("maven 3.9.16", nulls, "application/problem+json", null);
    expect(terminal("maven 3.9.16", spoken)).toMatch(/: status code: 403, reason phrase: Forbidden \(403\)$/);
  });

  test("plain text stays byte for byte for clients that get text", () => {
    const origin = originAnswer(409, "version exists\nbump it", { "content-type": "text/plain" });
    const failure = answered(409, { message: "version exists bump it" }, origin);
    for (const asked of [ask("ivy", "PUT"), ask("maven 3.8", "PUT")]) {
      expect(bodyText(maven.speak(failure, asked))).toBe("version exists\nbump it");
    }
  });

  test("plain text that is too long for Ivy is cut", () => {
    const words = `${"reason ".repeat(200)}end`;
    const origin = originAnswer(409, words, { "content-type": "text/plain" });
    const spoken = maven.speak(answered(409, { message: words }, origin), ask("ivy", "PUT"));
    expect(bodyText(spoken)).toBe(cutToBytes(words, 1_024));
  });

  test("our own message replaces the origin's if its refusal concerns the operator", () => {
    const origin = originAnswer(401, JSON.stringify(complete), {
      "content-type": "application/problem+json",
    });
    const failure = answered(401, { message: detail }, origin, { sentOriginAuth: true });
    const spoken = maven.speak(failure, ask("maven 3.9.16"));
    expect(bodyText(spoken)).not.toContain(detail);
    expect(payload(bodyText(spoken))).toMatchObject({ status: 502, detail: failure.reason });
  });

  test("the origin's challenge stays", () => {
    const origin = originAnswer(401, "", { "www-authenticate": 'Basic realm="GitLab Packages Registry"' });
    for (const agent of Object.keys(AGENTS) as Agent[]) {
      const spoken = maven.speak(answered(401, { message: "No" }, origin), ask(agent));
      expect("www-authenticate" in spoken.headers).toBe(false);
    }
  });

  test("its documentation becomes the type if Java can parse the link", () => {
    const types = [
      "https://docs.example/help?x=1#a",
      "https://docs.example/{x}",
      "https://docs.example/a%zz",
    ];
    const spoken = types.map((documentation) =>
      payload(bodyText(maven.speak(answered(403, { message: "No", documentation }), ask("maven 3.9.16")))),
    );
    expect(spoken.map(({ type }) => type)).toEqual([types[0], "about:blank", "about:blank"]);
  });
});
