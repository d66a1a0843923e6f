/**
 * Every client module x every category, to the byte: `answers/<format>.http` has all answers one after the other, so that
 * a changed byte is seen in review; the same with help in `answers-with-help/`.
 */
import { describe, expect, it } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { CATEGORIES, HELPED } from "../../src/failure/category.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { clientFormat } from "../clients/formats.ts";
import { FAILURES } from "./failures.ts";
import { HELP_WORDS, helpedOf } from "./helped.ts";
import { REQUESTS } from "./requests.ts";

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/** One answer as text, checked for what is true of every answer. */
async function send(format: FormatName, asked: ClientRequest, failure: Failure): Promise<string> {
  const spoken = clientFormat(format).speak(failure, asked);
  const response = speakingResponse(spoken, failure, asked.method);
  const body = new Uint8Array(await response.arrayBuffer());

  expect(spoken.phrase).toMatch(PRINTABLE_ASCII);
  for (const [, value] of response.headers) expect(value).toMatch(PRINTABLE_ASCII);
  expect(response.headers.get("x-outspoken")).toBe(failure.category);
  expect(response.headers.get("x-outspoken-ref")).toBe(failure.ref);
  expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  if (asked.method === "HEAD") expect(body).toHaveLength(0);
  else expect(response.headers.get("content-length")).toBe(String(body.length));

  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join("");
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  return `HTTP/1.1 ${response.status} ${spoken.phrase}\n${headers}\n${text}\n\n`;
}

describe.each(FORMAT_NAMES)("%s", (format) => {
  const sent: string[] = [];

  for (const [title, asked] of REQUESTS[format]) {
    it.each(CATEGORIES)(`${title}: %s`, async (category) => {
      const failure = FAILURES[category]();
      expect(failure.category).toBe(category);
      sent.push(`# ${title}, ${category}\n${await send(format, asked, failure)}`);
    });
  }

  it("sends what the file contains", async () => {
    await expect(sent.join("")).toMatchFileSnapshot(`answers/${format}.http`);
  });
});

describe.each(FORMAT_NAMES)("%s with help", (format) => {
  const sent: string[] = [];

  for (const [title, asked] of REQUESTS[format]) {
    it.each(CATEGORIES)(`${title}: %s`, async (category) => {
      const judged = FAILURES[category]();
      const failure = helpedOf(judged, format, asked);
      const answer = await send(format, asked, failure);
      if (asked.method === "HEAD" || !HELPED.some((name) => name === category)) {
        expect(failure).toBe(judged);
        expect(answer).not.toContain(HELP_WORDS);
        return;
      }
      const { help } = failure;
      const url = help?.url ?? "";
      expect(answer).toContain(`<${url}>; rel="help"`);
      // Once in a channel, not cut, and followed directly only by what quotes a JSON string.
      for (const channel of answer.replace(/^link: .*$/m, "").split("\n")) {
        const times = channel.split(HELP_WORDS).length - 1;
        expect(channel.split(url).length - 1).toBe(times);
        if (times > 0) expect(channel.split(url)[1]).toMatch(/^ ?(?:$|["<])/);
      }
      sent.push(`# ${title}, ${category}\n${answer}`);
    });
  }

  it("sends what the file contains", async () => {
    await expect(sent.join("")).toMatchFileSnapshot(`answers-with-help/${format}.http`);
  });
});
