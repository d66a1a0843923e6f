import { describe, expect, test } from "vitest";
import { pub } from "../../src/clients/pub.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";
import {
  ask,
  bodyText,
  challenges,
  folded,
  get,
  hint,
  LIST,
  NEW,
  publish,
  REASONS,
  STATUSES,
  upload,
} from "./pub-cases.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  const loose = (text: string): string => text.replace(/["'\\/<>()&+]/g, "_");

  test.each(STATUSES)("is shown once on get, except for a 404 (%i)", (status) => {
    const spoken = pub.speak(answered(status, { message: reason }), ask());
    const times = loose(get(spoken)).split(loose(folded(reason))).length - 1;
    expect(times).toBe(status === 404 ? 0 : 1);
    expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
  });

  test.each(STATUSES)("is shown once on publish (%i)", (status) => {
    const spoken = pub.speak(answered(status, { message: reason }), ask("GET", NEW));
    expect(loose(publish(spoken)).split(loose(folded(reason)))).toHaveLength(2);
  });

  test.each(STATUSES)("is shown once on the upload (%i)", (status) => {
    const spoken = pub.speak(answered(status, { message: reason }), ask("POST", "/upload"));
    expect(loose(upload(spoken)).split(loose(folded(reason)))).toHaveLength(2);
    expect(bodyText(spoken)).toMatch(
      /^<\?xml[^\n]*\?>\n<Error>\n<Code>[^<&]*<\/Code>\n<Message>[^<&]*<\/Message>\n/,
    );
  });

  test.each([401, 403])("is a challenge that pub's parser reads completely (%i)", (status) => {
    const origin = originAnswer(status, "", {
      "www-authenticate": 'Basic realm="GitLab Packages Registry", charset="UTF-8"',
    });
    const spoken = pub.speak(answered(status, { message: reason }, origin), ask());
    const read = challenges(spoken.headers["www-authenticate"] ?? "");
    expect(read.map(({ scheme }) => scheme)).toEqual(["bearer", "basic"]);
    expect(loose(hint(spoken))).toContain(loose(folded(reason)));
  });
});

test("a text that is too long for pub is cut visibly", () => {
  const failure = answered(409, { message: REASONS.long ?? "" });
  expect(publish(pub.speak(failure, ask("GET", NEW)))).toMatch(/^Message from server: [^\n]{1021}\.\.\.$/);
});

describe("the status", () => {
  test.each(STATUSES.filter((status) => status !== 406))("%i stays", (status) => {
    expect(pub.speak(answered(status, { message: "No." }), ask()).status).toBe(status);
  });

  test("406 is 400 for pub's own media type, and stays for any other", () => {
    expect(pub.speak(answered(406, { message: "No." }), ask()).status).toBe(400);
    expect(pub.speak(answered(406, { message: "No." }), request(LIST)).status).toBe(406);
  });
});

describe("an origin's own answer", () => {
  test("keeps its JSON byte for byte", () => {
    const body = '{"error": {"code": "E", "message": "Paket geschützt."}}\n';
    for (const type of ["application/json; charset=utf-8", "application/vnd.pub.v2+json"]) {
      const origin = originAnswer(409, body, { "content-type": type });
      const spoken = pub.speak(answered(409, { message: "Paket geschützt." }, origin), ask("GET", NEW));
      expect(spoken.body).toEqual(new TextEncoder().encode(body));
      expect(spoken.contentType).toBe(type);
    }
  });

  test.each([
    ["a string in error", '{"error":"No."}'],
    ["a message that is not a string", '{"error":{"message":{"a":"No."}}}'],
    ["a top-level message", '{"message":"No."}'],
    ["a page", "<html><h1>No.</h1></html>"],
  ])("is replaced: %s", (_name, body) => {
    const origin = originAnswer(409, body, { "content-type": "application/json" });
    const spoken = pub.speak(answered(409, { message: "No.", code: "E_CONFLICT" }, origin), ask("GET", NEW));
    expect(publish(spoken)).toBe("Message from server: No.");
    expect(JSON.parse(bodyText(spoken))).toEqual({ error: { code: "E_CONFLICT", message: "No." } });
  });

  test("keeps the storage's XML", () => {
    const body =
      "<?xml version='1.0' encoding='UTF-8'?><Error><Code>AccessDenied</Code><Message>Access denied.</Message>\n<Details>No object.</Details></Error>";
    const origin = originAnswer(400, body, { "content-type": "application/xml" });
    const failure = answered(400, { message: "Access denied. No object." }, origin);
    const spoken = pub.speak(failure, ask("POST", "/upload"));
    expect(bodyText(spoken)).toBe(body);
    expect(upload(spoken)).toContain("Server message: Access denied.\nServer details: No object.");
  });

  test("has XML replaced that shows something else", () => {
    const body = "<?xml version='1.0'?><Error><Code>X</Code><Message>Oops &amp; so.</Message></Error>";
    const origin = originAnswer(400, body, { "content-type": "application/xml" });
    const spoken = pub.speak(answered(400, { message: "Oops & so." }, origin), ask("POST", "/upload"));
    expect(upload(spoken)).toContain("Server message: Oops + so.");
  });

  const own = 'Bearer realm="pub", message="Ask the platform team."';
  test("keeps its own challenge with a message", () => {
    const origin = originAnswer(403, "", { "www-authenticate": own });
    const spoken = pub.speak(answered(403, { message: "Package protected." }, origin), ask());
    expect("www-authenticate" in spoken.headers).toBe(false);
    expect(hint(spoken, own)).toBe("Ask the platform team.");
  });

  test.each([
    ["Negotiate", 1],
    ["Bearer abc==", 1],
    ['Basic realm="a \\" b"', 1],
    ['Basic realm="ü"', 1],
    ["Basic realm=x", 2],
    ['Bearer realm="pub"', 2],
    ['Bearer realm="other", message="Else."', 2],
    [`Basic realm="${"x".repeat(5_000)}"`, 1],
  ])("a challenge %j, readable or not, does not hide the text", (header, count) => {
    const origin = originAnswer(401, "");
    origin.headers.set("www-authenticate", header);
    const spoken = pub.speak(answered(401, { message: "Token expired." }, origin), ask());
    expect(challenges(spoken.headers["www-authenticate"] ?? "")).toHaveLength(count);
    expect(hint(spoken)).toBe("Token expired.");
  });

  test("gets no challenge if the program is not pub", () => {
    const spoken = pub.speak(answered(403, { message: "Nö." }), request(LIST));
    expect(spoken.headers).toEqual({});
    expect(JSON.parse(bodyText(spoken))).toMatchObject({ error: { message: "Nö." } });
  });

  test("is overridden by our own message", () => {
    const origin = originAnswer(401, '{"error":{"message":"No."}}', { "content-type": "application/json" });
    const failure = answered(401, { message: "No." }, origin, { sentOriginAuth: true });
    expect(publish(pub.speak(failure, ask("GET", NEW)))).toContain("gateway's own credentials");
  });
});

describe("without a reason", () => {
  test.each(STATUSES)("the standard phrase is sent (%i)", (status) => {
    const spoken = pub.speak(answered(status, {}), ask("GET", NEW));
    expect(spoken.headers).toEqual({});
    expect(spoken.phrase).toBe(statusPhrase(status));
    expect(JSON.parse(bodyText(spoken))).toEqual({
      error: { code: String(status), message: statusPhrase(status) },
    });
  });
});

describe("a failure without an answer from the origin", () => {
  test.each([
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ])("%s is shown once with its reference", (_name, failure, status) => {
    expect(get(pub.speak(failure, ask()))).toMatch(
      new RegExp(`^${status} The registry .*Reference: ${REF} `),
    );
    expect(publish(pub.speak(failure, ask("GET", NEW))).split(REF)).toHaveLength(2);
    expect(upload(pub.speak(failure, ask("POST", "/upload")))).toContain(`Server error code: ${status}`);
  });
});

describe("the request", () => {
  test("is identified", () => {
    expect(pub.identify(ask())).toEqual({ name: "pub", version: "3.9.0" });
    expect(pub.identify(request("/"))).toEqual({ name: "unknown", version: "" });
  });

  test.each([
    ["GET", LIST, "metadata"],
    ["GET", `${LIST}/advisories`, "metadata"],
    ["GET", "/api/archives/acme-1.0.0.tar.gz", "download"],
    ["GET", NEW, "publish"],
    ["GET", `${NEW}UploadFinish`, "publish"],
    ["POST", "/upload", "publish"],
    ["GET", "/api/search", "search"],
    ["HEAD", LIST, "probe"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(pub.operation(request(path, {}, method))).toBe(operation);
  });
});
