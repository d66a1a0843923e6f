/**
 * Spring Boot's page for applications without one (ErrorMvcAutoConfiguration.StaticView): a remark about itself, the time,
 * "There was an unexpected error (type=..., status=...)", then the message, if it has one, and perhaps a trace.
 */
import { SAID_NOTHING, type Shape } from "../said.ts";
import type { Page } from "./page.ts";

const STATUS_LINE = /\(type=[^)]{1,100}, status=\d{3}\)\.?/;
/** What Spring Boot before 2.3 wrote if it had no message. */
const NO_MESSAGE = /^\s*No message available\s*$/;

export const whitelabelPage: Shape<Page> = {
  name: "whitelabel",
  read(page) {
    const at = page.blocks.findIndex((block) => STATUS_LINE.test(block.text));
    const line = page.blocks[at]?.text;
    if (line === undefined || !page.blocks.some((block) => /^\s*Whitelabel Error Page/.test(block.text)))
      return null;
    const rest = line.slice(line.search(STATUS_LINE)).replace(STATUS_LINE, "");
    const message = [rest, page.blocks[at + 1]?.text ?? ""].find((text) => text.trim() !== "");
    return message === undefined || NO_MESSAGE.test(message) ? SAID_NOTHING : { choices: [[message]] };
  },
};
