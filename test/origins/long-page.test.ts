/** A page with much text beside its reason: as much of it is compared as `PAGE_PASSAGES_MAX_CHARACTERS` says. */
import { describe, expect, test } from "vitest";
import { PAGE_PASSAGES_MAX, PAGE_PASSAGES_MAX_CHARACTERS } from "../../src/limits.ts";
import { page } from "./html.ts";
import { heardOf } from "./table.ts";

const REASON = "The package left-pad was blocked by the policy SEC-7.";
const PARAGRAPH_CHARACTERS = 1_000;
const WITHIN = PAGE_PASSAGES_MAX_CHARACTERS / PARAGRAPH_CHARACTERS;

/** So many paragraphs, none of which is a reason. */
function chapters(count: number): string {
  const chapter = (number: number) =>
    `<p>${`Chapter ${number} tells of the sea and of ships. `.repeat(PARAGRAPH_CHARACTERS).slice(0, PARAGRAPH_CHARACTERS)}</p>`;
  return Array.from({ length: count }, (_, number) => chapter(number)).join("");
}

async function messageOf(body: string): Promise<string | null> {
  return (await heardOf(403, page("403 Forbidden", body))).message;
}

describe("the reason of a long page", () => {
  test.each([
    ["before all of its text", `<p>${REASON}</p>${chapters(3 * WITHIN)}`],
    ["in the middle of what is compared", `${chapters(WITHIN / 2)}<p>${REASON}</p>${chapters(3 * WITHIN)}`],
    ["at the end of what is compared", `${chapters(WITHIN - 1)}<p>${REASON}</p>${chapters(3 * WITHIN)}`],
  ])("is heard %s", async (_, body) => {
    expect(await messageOf(body)).toBe(REASON);
  });

  test.each([1, 2 * WITHIN, 4 * WITHIN])(
    "is not looked for %d paragraphs beyond that: the page says what it says without it",
    async (beyond) => {
      // Not for their number.
      expect(WITHIN + beyond).toBeLessThan(PAGE_PASSAGES_MAX);
      const text = chapters(WITHIN + beyond);
      const message = await messageOf(`${text}<p>${REASON}</p>`);
      expect(message).not.toBeNull();
      expect(message).toBe(await messageOf(text));
    },
  );
});
