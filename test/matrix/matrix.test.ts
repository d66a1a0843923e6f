/**
 * Every client module x every category, down to the bytes: what is sent stands in `answers/<format>.http`, one answer
 * after the other, so that a change of a byte is seen in review.
 */
import { describe, expect, it } from "vitest";
import { clientFormat, FORMAT_NAMES } from "../../src/clients/index.ts";
import { CATEGORIES } from "../../src/failure/category.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { FAILURES } from "./failures.ts";
import { REQUESTS } from "./requests.ts";

const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

describe.each(FORMAT_NAMES)("%s", (format) => {
  const sent: string[] = [];

  for (const [title, asked] of REQUESTS[format]) {
    it.each(CATEGORIES)(`${title}: %s`, async (category) => {
      const failure = FAILURES[category]();
      expect(failure.category).toBe(category);
      const spoken = clientFormat(format).speak(failure, asked);
      const response = speakingResponse(spoken, failure, asked.method);
      const body = new Uint8Array(await response.arrayBuffer());

      expect(spoken.phrase).toMatch(PRINTABLE_ASCII);
      for (const [, value] of response.headers) expect(value).toMatch(PRINTABLE_ASCII);
      expect(response.headers.get("x-outspoken")).toBe(category);
      expect(response.headers.get("x-outspoken-ref")).toBe(failure.ref);
      expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
      if (asked.method === "HEAD") expect(body).toHaveLength(0);
      else expect(response.headers.get("content-length")).toBe(String(body.length));

      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join("");
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
      sent.push(
        `# ${title}, ${category}\nHTTP/1.1 ${response.status} ${spoken.phrase}\n${headers}\n${text}\n\n`,
      );
    });
  }

  it("sends what stands in the file", async () => {
    await expect(sent.join("")).toMatchFileSnapshot(`answers/${format}.http`);
  });
});
