import { describe, expect, test } from "vitest";
import { maven } from "../../src/clients/maven/maven.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { cutToBytes, toAscii } from "../../src/text/text.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";
import {
  AGENTS,
  type Agent,
  ask,
  bodyText,
  JAR,
  NOT_FOUND,
  payload,
  REASONS,
  STATUSES,
  terminal,
  timesSaid,
} from "./maven-cases.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  const shows: readonly (readonly [Agent, string])[] = [
    ["maven 3.8", "GET"],
    ["maven 3.8", "PUT"],
    ["maven 3.9.10", "GET"],
    ["maven 3.9.11", "GET"],
    ["maven 3.9.11", "HEAD"],
    ["maven 3.9.16", "PUT"],
    ["maven 4 rc-5", "GET"],
    ["maven 4 rc-6", "GET"],
    ["maven 4 rc-6", "PUT"],
    ["gradle 8", "GET"],
    ["gradle 8", "PUT"],
    ["gradle 9.8", "GET"],
    ["leiningen", "GET"],
    ["ivy", "PUT"],
    ["ivy", "GET"],
  ];

  test.each(shows)(
    "reaches the terminal of %s (%s) once, on every status that shows text",
    (agent, method) => {
      for (const status of STATUSES.filter((one) => !NOT_FOUND.has(one))) {
        const spoken = maven.speak(answered(status, { message: reason }), ask(agent, method));
        const printed = terminal(agent, spoken, method);
        if (agent === "maven 4 rc-6" && (status === 412 || status === 417)) continue;
        if (agent === "maven 4 rc-5" && (status === 412 || status === 417)) continue;
        expect(`${status} ${timesSaid(printed, reason)} ${printed.slice(0, 300)}`).toContain(`${status} 1 `);
        expect(printed).not.toContain("null,");
        expect(spoken.status).toBe(status);
      }
    },
  );

  test("is complete in the problem's detail", () => {
    const spoken = maven.speak(answered(403, { message: reason }), ask("maven 3.9.16"));
    expect(payload(bodyText(spoken))).toEqual({
      type: "about:blank",
      status: 403,
      title: "Forbidden",
      detail: reason,
    });
  });

  test("fits Ivy's 1,024 characters", () => {
    const spoken = maven.speak(answered(409, { message: reason }), ask("ivy", "PUT"));
    expect(bodyText(spoken)).toBe(cutToBytes(reason, 1_024));
    expect(bodyText(spoken).length).toBeLessThanOrEqual(1_024);
  });

  test("is the realm that Coursier shows, if the origin sent no challenge", () => {
    const spoken = maven.speak(answered(401, { message: reason }), ask("coursier"));
    const expected = toAscii(reason).replaceAll('"', "'").replaceAll("\\", "/");
    expect(terminal("coursier", spoken)).toContain(expected.slice(0, 300));
    expect(spoken.headers["www-authenticate"]).toMatch(/^Basic realm="[\x20\x21\x23-\x5b\x5d-\x7e]*"$/);
  });

  test("is the entire body for an unknown uploader", () => {
    const spoken = maven.speak(answered(409, { message: reason }), request(JAR, {}, "PUT"));
    expect(spoken).toMatchObject({ contentType: "text/plain; charset=utf-8", body: reason });
    expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
  });
});

describe("not found", () => {
  test.each(Object.keys(AGENTS) as Agent[])("stays not found for %s", (agent) => {
    for (const status of [404, 410]) {
      const problem = JSON.stringify({
        type: "about:blank",
        status,
        title: "Not Found",
        detail: "Package hidden",
      });
      const origin = originAnswer(status, problem, { "content-type": "application/problem+json" });
      const spoken = maven.speak(answered(status, { message: "Package hidden" }, origin), ask(agent));
      expect(spoken.status).toBe(status);
      expect(spoken.contentType).toBe("text/plain; charset=utf-8");
      expect(terminal(agent, spoken)).not.toContain("RFC9457Payload");
    }
  });

  test.each([412, 417])("%s keeps the meaning that Maven knows", (status) => {
    const spoken = maven.speak(answered(status, { message: "No" }), ask("maven 3.9.16"));
    expect(spoken.contentType).toBe("text/plain; charset=utf-8");
  });

  test("HEAD never carries a problem", () => {
    const accept = { accept: "application/problem+json,*/*" };
    const spoken = maven.speak(answered(403, { message: "No" }), ask("maven 4 rc-6", "HEAD", accept));
    expect(spoken.contentType).toBe("text/plain; charset=utf-8");
  });
});

describe("which program reads a problem", () => {
  test.each([
    ["Apache-Maven/3.9.10 (Java 17)", "", false],
    ["Apache-Maven/3.9.11 (Java 17)", "", true],
    ["Apache-Maven/3.10.0 (Java 17)", "", true],
    ["Apache-Maven/4.0.0-rc-2 (Java 17)", "", true],
    ["Aether", "", true],
    ["Gradle/9.8.0 (Linux)", "", true],
    ["tools.deps", "", false],
    ["tools.deps", "application/problem+json,*/*", true],
    ["Coursier/2.0", "", false],
    ["Leiningen/2.9.10 (Java)", "", false],
  ])("%s with Accept %s: %s", (userAgent, accept, reads) => {
    const spoken = maven.speak(
      answered(403, { message: "No" }),
      request(JAR, { "user-agent": userAgent, accept }),
    );
    expect(spoken.contentType === "application/problem+json").toBe(reads);
    expect(spoken.phrase).toBe("No");
  });
});

describe("without a reason", () => {
  test.each(Object.keys(AGENTS) as Agent[])("%s shows the standard phrase", (agent) => {
    for (const status of STATUSES) {
      const spoken = maven.speak(answered(status, {}), ask(agent));
      expect(spoken.phrase).toBe(statusPhrase(status));
      expect(spoken.contentType).toBe("text/plain; charset=utf-8");
      expect(bodyText(spoken)).toBe(statusPhrase(status));
      expect("www-authenticate" in spoken.headers).toBe(false);
    }
  });
});

describe("a failure without an answer from the origin", () => {
  const failures: readonly (readonly [string, Failure, number])[] = [
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ];
  test.each(failures)("%s is shown with its reference", (_name, failure, status) => {
    for (const agent of ["maven 3.8", "maven 3.9.16", "maven 4 rc-6", "gradle 8", "gradle 9.8"] as const) {
      const printed = terminal(agent, maven.speak(failure, ask(agent)));
      expect(printed).toContain(`${status}`);
      expect(printed.split(REF)).toHaveLength(2);
    }
  });
});

describe("Retry-After", () => {
  test.each([
    [12.2, "13"],
    [3_600, "3600"],
    [9e12, "86400"],
    [null, null],
  ])("%s seconds are sent as %s", (seconds, value) => {
    const spoken = maven.speak(answered(503, { retryAfterSeconds: seconds }), ask("maven 3.9.16"));
    expect(spoken.headers["retry-after"]).toBe(value);
  });
});

describe("the request", () => {
  test.each([
    [AGENTS["maven 3.9.16"], { name: "maven", version: "3.9.16" }],
    [AGENTS["maven 4 rc-5"], { name: "maven", version: "4.0.0-rc-5" }],
    [AGENTS["gradle 8"], { name: "gradle", version: "8.7" }],
    [AGENTS.coursier, { name: "coursier", version: "2.0" }],
    [AGENTS.ivy, { name: "ivy", version: "2.3.0-sbt-39349874" }],
    [AGENTS.leiningen, { name: "leiningen", version: "2.9.10" }],
    ["Aether", { name: "aether", version: "" }],
    ["", { name: "unknown", version: "" }],
  ])("%s is identified", (userAgent, client) => {
    expect(maven.identify(request(JAR, { "user-agent": userAgent }))).toEqual(client);
  });

  test.each([
    ["GET", JAR, "download"],
    ["GET", `${JAR}.sha1`, "download"],
    ["GET", "/com/example/app/maven-metadata.xml", "metadata"],
    ["GET", "/com/example/app/maven-metadata.xml.sha1", "metadata"],
    ["GET", "/com/example/app/1.0/app-1.0.pom", "metadata"],
    ["GET", "/com/example/app/1.0/app-1.0.module", "metadata"],
    ["GET", "/com/example/app/", "metadata"],
    ["GET", "/.meta/prefixes.txt", "probe"],
    ["HEAD", JAR, "probe"],
    ["PUT", JAR, "publish"],
    ["DELETE", JAR, "delete"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(maven.operation(request(path, {}, method))).toBe(operation);
  });
});
